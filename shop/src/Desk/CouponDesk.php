<?php

declare(strict_types=1);

namespace Loyalty\Shop\Desk;

use Loyalty\Cart;
use Loyalty\Coupon;
use Loyalty\CouponBatch;
use Loyalty\CouponException;
use Loyalty\Coupons;
use Loyalty\CouponStream;
use Loyalty\CouponUsage;
use Loyalty\InvalidProgrammeException;
use Loyalty\KeyRing;
use Loyalty\Programme;
use Loyalty\Quote;
use Loyalty\Shop\Attempts\DatabaseStore;
use Loyalty\Shop\Attempts\Gate;
use Loyalty\Shop\Attempts\Limits;
use Loyalty\Shop\Attempts\RateLimitedException;
use Loyalty\Shop\Attempts\Store;
use Loyalty\Shop\Coupon\Verifier;
use Loyalty\Shop\Identity\Identity;
use Loyalty\Shop\Identity\NotThisShopException;
use Loyalty\Shop\Ledger\Answer;
use Loyalty\Shop\Ledger\Claim;
use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Entry;
use Loyalty\Shop\Ledger\Ledger;
use Loyalty\Shop\Ledger\Outcome;
use Loyalty\Shop\Ledger\State;
use Loyalty\WordFilter;

/**
 * Where a shop's plugin goes with its coupons: one method for each thing that happens in a shop. It puts verifier, limits of attempts, quote and ledger
 * in their order; each can be had by itself, and none knows of this class.
 *
 * Every call may be repeated, on autocommit and inside a transaction of the host. docs/plugin-guide.md goes through them, hook by hook.
 */
final class CouponDesk
{
    /** Whether this is the shop or a copy of it: on an admin page. */
    public readonly Identity $identity;

    /** The version in force. */
    public readonly Programme $programme;
    private readonly BatchTable $batches;
    private readonly Ledger $ledger;
    private readonly Store $attempts;
    private readonly Verifier $verifier;
    private readonly Gate $gate;

    /**
     * Cheap: nothing is asked of the database before a method is called.
     *
     * @param string $url The shop's home as configured, never that of a request.
     * @param string $document The programme in force, as JSON.
     * @param Connection $connection The shop's own, so that what is written belongs to its transactions.
     * @param ?Store $attempts Where failures are counted; null: in the shop's database. On a connection of its own, or in Redis, counts outlive a rollback.
     * @param ?callable(\Loyalty\Shop\Attempts\Alarm): void $alarm
     * @param int $holdS How long a cart has a code that nobody else gets.
     */
    public function __construct(
        private readonly KeyRing $keys,
        string $url,
        private readonly string $document,
        Connection $connection,
        Tables $tables = new Tables(),
        ?Store $attempts = null,
        Limits $limits = new Limits(),
        ?callable $alarm = null,
        private readonly int $holdS = 900,
    ) {
        $this->identity = new Identity($connection, $keys, $url, $tables->identity);
        $this->programme = Programme::fromJson($document);
        $this->batches = new BatchTable($connection, $tables);
        $this->ledger = new Ledger($connection, $tables->ledger);
        $this->attempts = $attempts ?? new DatabaseStore($connection, $tables->attempts);
        $this->verifier = new Verifier($keys, $this->programme, $this->batches);
        $this->gate = new Gate(new Coupons($keys), $keys, $this->attempts, $limits, $alarm, $this->verifier->verify(...));
    }

    /**
     * New codes. They are valid once this has returned and the host's transaction, if any, is committed.
     *
     * @param int|list<string> $customers How many, or whom each is bound to.
     * @param ?list<string> $names Whose name stands in front of each.
     * @throws NotThisShopException in a copy of the shop, until its owner has said what it is
     */
    public function issue(string $campaign, int|array $customers, int $now, ?array $names = null, ?WordFilter $words = null): CouponBatch
    {
        $this->identity->mayIssue();

        return $this->batches->issue($this->keys, $this->document, $campaign, $customers, $now, $names, $words);
    }

    /** The codes of a batch of this programme, at any time and any number of times. */
    public function codes(CouponBatch $batch, int $from = 0, ?int $count = null): CouponStream
    {
        $programme = $this->batches->programme($batch->programmeHash) ?? $this->programme;

        return (new Coupons($this->keys, $programme, [$batch]))->issueMany($batch, $from, $count);
    }

    /** A shopper types a code. Failures are counted: for codes that a cart has already call read(), price() or hold(). */
    public function codeTyped(string $typed, Shopper $shopper, int $now): Typed
    {
        try {
            return new Typed($this->gate->verify($typed, $shopper->visitor(), $now));
        } catch (CouponException $e) {
            return new Typed(null, Refused::byVerify($typed, $e), $this->suggestions($typed, $shopper, $now));
        }
    }

    /** What a code is, whoever asks: for staff, and for codes that a cart or order has. */
    public function read(string $code, int $now): Typed
    {
        try {
            return new Typed($this->verifier->verify($code, $now));
        } catch (CouponException $e) {
            return new Typed(null, Refused::byVerify($code, $e));
        }
    }

    /** Whether a code is signed by this shop, whatever has become of it since. */
    public function isOurs(string $code): bool
    {
        return $this->bare($code) !== null;
    }

    /**
     * The campaign of a code as its programme has it, in the version whose terms hold: for shops that reckon discounts themselves.
     *
     * @return array<mixed> As in docs/programme.md.
     */
    public function terms(Coupon $coupon): array
    {
        $hash = $this->verifier->batchOf($coupon)->programmeHash ?? '';
        $document = json_decode($this->batches->document($hash) ?? $this->document, true, 64, \JSON_THROW_ON_ERROR);
        $campaigns = is_array($document) && is_array($document['campaigns'] ?? null) ? $document['campaigns'] : [];
        foreach ($campaigns as $campaign) {
            if (is_array($campaign) && ($campaign['number'] ?? null) === $coupon->campaignNumber) {
                return $campaign;
            }
        }
        throw new \UnexpectedValueException(sprintf('no programme of this shop has campaign %d', $coupon->campaignNumber));
    }

    /**
     * What a cart costs with its codes. Nothing is written: another cart may be faster.
     *
     * @param list<string> $codes
     */
    public function price(Cart $cart, array $codes, Shopper $shopper, int $now): PricedCart
    {
        [$coupons, $refused] = $this->readAll($codes, $now);
        $claims = array_map(fn (Coupon $coupon): Claim => $this->claim($coupon, 0), array_values($coupons));

        return $this->priced($cart, $coupons, $refused, $shopper, $now, $this->usage($claims, $shopper, $now));
    }

    /**
     * A cart is shown, or a code joins it: the cart has its codes until the hold ends, which each call prolongs.
     *
     * @param list<string> $codes
     * @return PricedCart Codes that others have are among the refused.
     */
    public function hold(Cart $cart, array $codes, Shopper $shopper, int $now): PricedCart
    {
        return $this->ask($cart, $codes, $shopper, $now, fn (PricedCart $priced): array => $this->ledger->hold($shopper->cart, $priced->claims, $shopper->person($this->keys), $now, $this->holdS), null);
    }

    /** A code is taken out of a cart. */
    public function codeRemoved(string $code, Shopper $shopper): void
    {
        $coupon = $this->bare($code);
        if ($coupon !== null) {
            $this->ledger->release($shopper->cart, [new Claim($coupon->code, $coupon->campaignNumber, $coupon->serial)]);
        }
    }

    /** A cart is emptied, or its session ends. */
    public function cartEmptied(Shopper $shopper): void
    {
        $this->ledger->release($shopper->cart);
    }

    /**
     * An order is placed, before it can be paid. It gets all its codes, or none: a price that is not whole must not be charged. Automatic offers that
     * are used up meanwhile are no refusal: they are not in the quote.
     *
     * @param list<string> $codes Those that the order is priced with.
     * @param Shopper $shopper With all that the order knows of the customer, who may be a guest no more.
     */
    public function orderPlaced(string $order, Cart $cart, array $codes, Shopper $shopper, int $now): PricedCart
    {
        $new = [];
        $priced = $this->ask($cart, $codes, $shopper, $now, function (PricedCart $priced) use ($order, $shopper, $now, &$new): array {
            if (!$priced->isWhole()) {
                return [];
            }
            $answers = $this->ledger->place($shopper->cart, $order, $priced->claims, $shopper->person($this->keys), $now);
            foreach ($answers as $i => $answer) {
                if ($answer->outcome === Outcome::Placed) {
                    $new[] = $priced->claims[$i];
                }
            }

            return $answers;
        }, $order);
        // All or none; and what it was placed with before and is not priced with now, it must not use up.
        $this->ledger->remove($order, $priced->isWhole() ? $this->others($order, $priced->claims) : $new);

        return $priced;
    }

    /** Staff takes a code out of an order: it is free again, and the order's payment does not bring it back. */
    public function codeRemovedFromOrder(string $code, string $order): void
    {
        $coupon = $this->bare($code);
        if ($coupon !== null) {
            $this->ledger->remove($order, [new Claim($coupon->code, $coupon->campaignNumber, $coupon->serial)]);
        }
    }

    /**
     * An order is paid, on whatever day: what it was promised is kept.
     *
     * @return list<Answer> For each of its codes; OverUse is worth a note to staff.
     */
    public function paid(string $order, int $now): array
    {
        $claims = [];
        foreach ($this->ledger->ofOrder($order) as $entry) {
            // Limits matter only where a code was given back.
            $claims[] = $entry->state === State::Released ? $this->claimOf($entry) : null;
        }

        return $this->ledger->redeem($order, $now, array_values(array_filter($claims)));
    }

    /** @return list<Answer> Whether its codes are free again. */
    public function cancelled(string $order, int $now): array
    {
        return $this->ledger->cancelled($order, $now);
    }

    /** @return list<Answer> Whether its codes are free again. */
    public function paymentFailed(string $order, int $now): array
    {
        return $this->ledger->failed($order, $now);
    }

    /**
     * Money went back.
     *
     * @param bool $whole Whether nothing of the order is left.
     * @return list<Answer> Whether its codes are free again.
     */
    public function refunded(string $order, bool $whole, int $now): array
    {
        return $this->ledger->refunded($order, $whole, $now);
    }

    /** @return list<Entry> What an order has or had, for staff. */
    public function codesOfOrder(string $order): array
    {
        return $this->ledger->ofOrder($order);
    }

    /** @return list<Entry> Payments that came after their codes had gone to others, for staff. */
    public function overUses(): array
    {
        return array_merge(...array_map(fn (array $campaign): array => $this->ledger->overUses($campaign['number']), array_values($this->programme->campaigns())));
    }

    /** Withdraws a code for ever, from whoever has it not in an order yet. False if it is no code of this shop. */
    public function withdraw(string $code, int $now): bool
    {
        $coupon = $this->bare($code);
        if ($coupon !== null) {
            $this->ledger->revoke($coupon->campaignNumber, $coupon->serial, $now);
        }

        return $coupon !== null;
    }

    /** Tidies up, now and then. Nothing depends on it. */
    public function sweep(int $now): void
    {
        $this->ledger->sweep($now);
        $this->attempts->sweep($now);
    }

    /** @return list<string> */
    private function suggestions(string $typed, Shopper $shopper, int $now): array
    {
        try {
            return $this->gate->suggest($typed, $shopper->visitor(), $now);
        } catch (RateLimitedException) {
            return [];
        }
    }

    private function bare(string $code): ?Coupon
    {
        try {
            return (new Coupons($this->keys))->verify($code);
        } catch (CouponException) {
            return null;
        }
    }

    /**
     * @param list<string> $codes
     * @return array{array<string, Coupon>, list<Refused>}
     */
    private function readAll(array $codes, int $now): array
    {
        $coupons = $refused = $seen = [];
        foreach ($codes as $code) {
            $read = $this->read($code, $now);
            if ($read->coupon === null) {
                $refused[] = $read->refused ?? throw new \LogicException('neither read nor refused');
            } elseif (!isset($seen[$read->coupon->code])) {
                $seen[$read->coupon->code] = true;
                $coupons[$code] = $read->coupon;
            }
        }

        return [$coupons, $refused];
    }

    /**
     * Asks the ledger for what the price is made with, until what it grants is what the price is made with.
     *
     * @param list<string> $codes
     * @param callable(PricedCart): list<Answer> $asked
     * @param ?string $order Whose own uses are not in its way; null for a cart.
     */
    private function ask(Cart $cart, array $codes, Shopper $shopper, int $now, callable $asked, ?string $order): PricedCart
    {
        [$coupons, $refused] = $this->readAll($codes, $now);
        // The ledger is asked for codes themselves, and knows better than a look at it what they are.
        $usage = $this->usage([], $shopper, $now, $order);
        for (;;) {
            $priced = $this->priced($cart, $coupons, $refused, $shopper, $now, $usage);
            $granted = true;
            foreach ($asked($priced) as $i => $answer) {
                if ($answer->outcome->isGranted() || ($order === null && $answer->outcome === Outcome::InOrder)) {
                    continue;
                }
                $granted = false;
                $claim = $priced->claims[$i];
                if ($claim->serial === Claim::NO_CODE) {
                    $usage = array_values(array_filter($usage, static fn (CouponUsage $one): bool => $one->code !== $claim->code));
                    $usage[] = new CouponUsage($claim->code, 0, $claim->usesPerCustomer, $claim->usesTotal, $claim->budget);
                    continue;
                }
                $code = array_search($claim->code, array_map(static fn (Coupon $coupon): string => $coupon->code, $coupons), true);
                unset($coupons[$code]);
                $refused[] = Refused::byLedger((string) $code, $answer, $this->isOwn($answer, $shopper));
            }
            if ($granted) {
                return $priced;
            }
        }
    }

    /**
     * What an unpaid order has or had besides.
     *
     * @param list<Claim> $claims
     * @return list<Claim>
     */
    private function others(string $order, array $claims): array
    {
        $asked = array_map(static fn (Claim $claim): array => [$claim->campaign, $claim->serial], $claims);
        $others = [];
        foreach ($this->ledger->ofOrder($order) as $entry) {
            if (in_array($entry->state, [State::Placed, State::Released], true) && !in_array([$entry->campaign, $entry->serial], $asked, true)) {
                $others[] = new Claim('', $entry->campaign, $entry->serial, 0);
            }
        }

        return $others;
    }

    /** Whether the order that has a code came from the shopper's own cart. */
    private function isOwn(Answer $answer, Shopper $shopper): bool
    {
        foreach ($answer->order === null ? [] : $this->ledger->ofOrder($answer->order) as $entry) {
            if ($entry->cart === $shopper->cart) {
                return true;
            }
        }

        return false;
    }

    /**
     * @param array<string, Coupon> $coupons
     * @param list<Refused> $refused
     * @param list<CouponUsage> $usage
     */
    private function priced(Cart $cart, array $coupons, array $refused, Shopper $shopper, int $now, array $usage): PricedCart
    {
        $verifier = $this->verifier->coupons(...array_map(static fn (Coupon $coupon): string => $coupon->code, array_values($coupons)));
        $quote = $this->programme->quote($cart, $shopper->history, array_values($coupons), $verifier, $now, $usage);
        $rejected = [];
        foreach ($quote->rejected as $one) {
            $rejected[$one->code] = $one;
        }
        foreach ($coupons as $code => $coupon) {
            if (isset($rejected[$coupon->code])) {
                $refused[] = Refused::byQuote((string) $code, $rejected[$coupon->code]);
                unset($coupons[$code]);
            }
        }

        return new PricedCart($quote, $coupons, $refused, $this->claims($quote, $coupons));
    }

    /**
     * @param array<string, Coupon> $coupons
     * @return list<Claim>
     */
    private function claims(Quote $quote, array $coupons): array
    {
        $claims = $amounts = [];
        foreach ($quote->discounts as $discount) {
            if ($discount->code !== '') {
                $amounts[$discount->code] = $discount->amount->minor;
                continue;
            }
            $offer = Claim::ofOffer($discount->campaign, $this->programme->campaigns()[$discount->campaign], $discount->amount);
            if (max($offer->usesPerCustomer, $offer->usesTotal, $offer->budget) > 0) {
                $claims[] = $offer;
            }
        }
        foreach ($coupons as $coupon) {
            $claims[] = $this->claim($coupon, $amounts[$coupon->code] ?? 0);
        }

        return $claims;
    }

    private function claim(Coupon $coupon, int $amount): Claim
    {
        return Claim::ofCoupon($coupon, self::campaign($this->verifier->termsOf($coupon), $coupon->campaignNumber)[1], $amount);
    }

    /** What an order once had. Null if its campaign has left the programme, or this version of the extension does not read that: the payment is booked all the same. */
    private function claimOf(Entry $entry): ?Claim
    {
        $batch = $entry->serial === Claim::NO_CODE ? null : $this->batches->codeOf($entry->campaign, $entry->serial);
        try {
            $programme = ($batch === null ? null : $this->batches->programme($batch->programmeHash)) ?? $this->programme;
            [$key, $row] = self::campaign($programme, $entry->campaign);
        } catch (InvalidProgrammeException | \UnexpectedValueException) {
            return null;
        }

        return $entry->serial === Claim::NO_CODE
            ? Claim::ofOffer($key, $row, $entry->amount)
            : new Claim('', $entry->campaign, $entry->serial, $row['uses_per_code'], $row['uses_per_customer'], $row['uses_total'], $row['budget'], $entry->amount, $row['release_on_cancel'], $row['release_on_refund']);
    }

    /**
     * @param list<Claim> $claims
     * @return list<CouponUsage> Of these, and of automatic offers that have a limit.
     */
    private function usage(array $claims, Shopper $shopper, int $now, ?string $order = null): array
    {
        foreach ($this->programme->campaigns() as $key => $campaign) {
            if ($campaign['automatic'] && max($campaign['uses_per_customer'], $campaign['uses_total'], $campaign['budget']) > 0) {
                $claims[] = Claim::ofOffer($key, $campaign, 0);
            }
        }

        return $claims === [] ? [] : $this->ledger->usage($claims, $shopper->person($this->keys), $now, $shopper->cart, $order);
    }

    /** @return array{string, array{number: int, name: string, format: string, length: int, kind: string, value: int, open: bool, automatic: bool, email_only: bool, valid_from: ?int, valid_until: ?int, uses_per_code: int, uses_per_customer: int, uses_total: int, budget: int, release_on_cancel: bool, release_on_refund: bool}} */
    private static function campaign(Programme $programme, int $number): array
    {
        foreach ($programme->campaigns() as $key => $campaign) {
            if ($campaign['number'] === $number) {
                return [$key, $campaign];
            }
        }
        throw new \UnexpectedValueException(sprintf('no programme of this shop has campaign %d', $number));
    }
}
