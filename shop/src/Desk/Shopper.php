<?php

declare(strict_types=1);

namespace Loyalty\Shop\Desk;

use Loyalty\Customer;
use Loyalty\KeyRing;
use Loyalty\Shop\Attempts\Visitor;
use Loyalty\Shop\Ledger\Person;

/** Who stands at the desk: all that the shop knows of the customer at this moment. */
final readonly class Shopper
{
    /** @var list<string> */
    public array $emails;
    public ?string $account;

    /**
     * @param string $cart Key of the cart, 1 to 64 printable ASCII characters. It stays the same when a guest signs in.
     * @param string $address As Proxies::client() gives it; "" where there is none.
     * @param string|int|null $account Key of the account; null for a guest.
     * @param list<?string> $emails Of the account, of the bill; what is not known is left out.
     * @param ?Customer $history What codes for tiers, segments and first orders look at; null: such codes are for others.
     */
    public function __construct(public string $cart, public string $address, string|int|null $account = null, array $emails = [], public ?Customer $history = null)
    {
        $this->account = in_array($account, [null, '', '0', 0], true) ? null : (string) $account;
        $this->emails = array_values(array_filter($emails, static fn (?string $email): bool => $email !== null && $email !== ''));
    }

    /** For orders that nobody's browser made: of staff, of an interface. */
    public static function ofOrder(string $order, string|int|null $account = null, ?string ...$emails): self
    {
        return new self('order-' . $order, '', $account, array_values($emails));
    }

    public function visitor(): Visitor
    {
        return new Visitor($this->address, $this->account, $this->cart);
    }

    public function person(KeyRing $keys): ?Person
    {
        return Person::known($keys, $this->emails, $this->account);
    }
}
