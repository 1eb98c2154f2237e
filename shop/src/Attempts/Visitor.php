<?php

declare(strict_types=1);

namespace Loyalty\Shop\Attempts;

/** Who types. */
final readonly class Visitor
{
    /** What counts as one address; null where there is none. */
    public ?string $network;
    /** Null for a guest. */
    public ?string $customer;
    public ?string $session;

    /**
     * @param string $address As Proxies::client() gives it.
     * @param string|int|null $customer Key of the account, if the visitor is signed in; 0 and "" are a guest.
     * @param ?string $session What the shop knows a guest by. A customer needs none.
     */
    public function __construct(string $address, string|int|null $customer = null, ?string $session = null)
    {
        $this->network = Address::network($address);
        $this->customer = $customer === null || $customer === 0 || $customer === '' || $customer === '0' ? null : (string) $customer;
        $this->session = $session === '' ? null : $session;
    }
}
