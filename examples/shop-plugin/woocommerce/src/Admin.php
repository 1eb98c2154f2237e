<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin\WooCommerce;

use Loyalty\Example\ShopPlugin\Pages;
use Loyalty\InvalidProgrammeException;
use Loyalty\Shop\Journal\JournalException;
use Loyalty\Shop\Service\BookingException;
use Loyalty\Shop\Service\ServiceDesk;

/** The page of staff: the programme, a customer's account, points given or taken by hand. */
final class Admin
{
    private const MAY = 'manage_woocommerce';
    private const PAGE = 'loyalty';

    public function register(): void
    {
        add_action('admin_menu', fn () => add_submenu_page('woocommerce', 'Loyalty', 'Loyalty', self::MAY, self::PAGE, $this->show(...)));
        add_action('admin_post_loyalty_adjust', $this->adjust(...));
        add_action('admin_post_loyalty_service', $this->service(...));
        add_action('admin_post_loyalty_programme', $this->programme(...));
    }

    public function show(): void
    {
        if (!current_user_can(self::MAY)) {
            return;
        }
        $customer = self::field($_GET, 'customer');
        $message = self::field($_GET, 'message');
        echo '<div class="wrap"><h1>Loyalty</h1>';
        if ($message !== '') {
            printf('<div class="notice"><p>%s</p></div>', esc_html($message));
        }
        printf('<form method="get"><input type="hidden" name="page" value="%s"><label>Customer <input name="customer" value="%s"></label><button>Show</button></form>',
            esc_attr(self::PAGE), esc_attr($customer));
        if ($customer !== '') {
            $this->account($customer);
        }
        $document = get_option(Setup::PROGRAMME);
        $this->form('loyalty_programme');
        printf('<textarea name="document" rows="20" cols="100">%s</textarea><button>Save the programme</button></form></div>', esc_textarea(is_string($document) ? $document : ''));
    }

    /** Who may, who it was, why, and once: the token of the form is the adjustment's number. */
    public function adjust(): void
    {
        $this->demand('loyalty_adjust');
        $customer = self::field($_POST, 'customer');
        $points = self::field($_POST, 'points');
        $reason = self::field($_POST, 'reason');
        $token = self::field($_POST, 'token');
        $user = wp_get_current_user();
        if ($customer === '' || $reason === '' || preg_match('/\A[0-9a-f]{32}\z/', $token) !== 1 || preg_match('/\A-?[1-9]\d{0,9}\z/', $points) !== 1) {
            $this->back($customer, 'A customer, a number of points that is not 0 and a reason are needed.');

            return;
        }
        Setup::points()->adjust($customer, $token, (int) $points, $reason, $user->user_login, time());
        $this->back($customer, 'Booked.');
    }

    /** Books, carries out or cancels what the customer is entitled to after the sale. */
    public function service(): void
    {
        $this->demand('loyalty_service');
        $customer = self::field($_POST, 'customer');
        $booking = self::field($_POST, 'booking');
        $piece = [self::field($_POST, 'order') ?: null, self::field($_POST, 'sku') ?: null];
        $desk = new ServiceDesk(Setup::journal(), Setup::SOURCE);
        try {
            match (self::field($_POST, 'what')) {
                'use' => $desk->use($booking, $customer, time()),
                'cancel' => $desk->cancel($booking, $customer, time()),
                default => $desk->book($booking, $customer, self::field($_POST, 'service'), time(), order: $piece[0], sku: $piece[1]),
            };
            $this->back($customer, 'Booked.');
        } catch (BookingException|\ValueError $e) {
            $this->back($customer, $e->getMessage());
        }
    }

    public function programme(): void
    {
        $this->demand('loyalty_programme');
        // As it was typed: it is JSON, checked as a whole, and escaped where it is shown.
        $document = is_string($_POST['document'] ?? null) ? wp_unslash($_POST['document']) : '';
        try {
            Setup::saveProgramme($document, time());
            $this->back('', 'Saved.');
        } catch (InvalidProgrammeException|JournalException $e) {
            $this->back('', $e->getMessage());
        }
    }

    private function account(string $customer): void
    {
        foreach ((new Pages(Setup::points()))->account($customer, time()) as $heading => $lines) {
            printf('<h2>%s</h2><ul><li>%s</li></ul>', esc_html($heading), implode('</li><li>', array_map(static fn (string $line): string => esc_html($line), $lines)));
        }
        $this->form('loyalty_adjust');
        printf(
            '<input type="hidden" name="token" value="%s"><input type="hidden" name="customer" value="%s"><label>Points <input type="number" name="points"></label>'
            . '<label>Reason <input name="reason" required></label><button>Book</button></form>',
            esc_attr(bin2hex(random_bytes(16))),
            esc_attr($customer),
        );
        $this->form('loyalty_service');
        printf('<input type="hidden" name="customer" value="%s"><label>Booking <input name="booking" value="%s" required></label><select name="service">', esc_attr($customer), esc_attr(bin2hex(random_bytes(4))));
        foreach (Setup::points()->programme()->at(time())->services() as $key => $service) {
            printf('<option value="%s">%s</option>', esc_attr($key), esc_html($service['name']));
        }
        echo '</select><label>Order <input name="order"></label><label>Product <input name="sku"></label><select name="what"><option value="book">book</option><option value="use">carried out</option>'
            . '<option value="cancel">cancelled</option></select><button>Book</button></form>';
    }

    private function form(string $action): void
    {
        printf('<form method="post" action="%s"><input type="hidden" name="action" value="%s">', esc_url(admin_url('admin-post.php')), esc_attr($action));
        wp_nonce_field($action);
    }

    /** Ends the request of whom it is not for. */
    private function demand(string $action): void
    {
        if (!current_user_can(self::MAY)) {
            wp_die('You may not do this.', '', 403);
        }
        check_admin_referer($action);
    }

    private function back(string $customer, string $message): void
    {
        wp_safe_redirect(add_query_arg(['page' => self::PAGE, 'customer' => rawurlencode($customer), 'message' => rawurlencode($message)], admin_url('admin.php')));
    }

    /** @param array<mixed> $from */
    private static function field(array $from, string $name): string
    {
        return is_string($from[$name] ?? null) ? trim(sanitize_text_field(wp_unslash($from[$name]))) : '';
    }
}
