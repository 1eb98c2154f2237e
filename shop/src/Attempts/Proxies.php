<?php

declare(strict_types=1);

namespace Loyalty\Shop\Attempts;

use Symfony\Component\HttpFoundation\IpUtils;

/**
 * From which address a request comes. Headers are what anyone writes: one is read only if the request comes from a proxy that the owner has
 * named, and from the right, where the named proxies wrote.
 */
final readonly class Proxies
{
    private const MOST_HOPS = 32;

    private string $key;

    /**
     * @param list<string> $trusted Addresses and networks of the shop's own proxies: "10.0.0.5", "2001:db8::/32".
     * @param string $header What they write: "X-Forwarded-For", or one of their own such as "CF-Connecting-IP".
     */
    public function __construct(private array $trusted = [], string $header = 'X-Forwarded-For')
    {
        foreach ($trusted as $proxy) {
            [$address, $bits] = explode('/', $proxy, 2) + [1 => null];
            $most = filter_var($address, \FILTER_VALIDATE_IP, \FILTER_FLAG_IPV6) !== false ? 128 : 32;
            if (filter_var($address, \FILTER_VALIDATE_IP) === false
                // Whoever trusts all addresses believes whatever anybody says of himself.
                || ($bits !== null && filter_var($bits, \FILTER_VALIDATE_INT, ['options' => ['min_range' => 1, 'max_range' => $most]]) === false)) {
                throw new \ValueError(sprintf('"%s" is neither an address nor a network such as "10.0.0.0/8"', $proxy));
            }
        }
        if (preg_match('/\A[A-Za-z][A-Za-z0-9-]{0,63}\z/', $header) !== 1) {
            throw new \ValueError('a header\'s name is letters, digits and dashes');
        }
        $this->key = 'HTTP_' . strtoupper(strtr($header, '-', '_'));
    }

    /**
     * The visitor's address; "" where there is none (a command line, a socket).
     *
     * @param array<array-key, mixed> $server As $_SERVER.
     */
    public function client(array $server): string
    {
        $address = self::remote($server);
        if ($address === null) {
            return '';
        }
        $written = $server[$this->key] ?? '';
        $hops = is_string($written) && $written !== '' ? array_slice(explode(',', $written), -self::MOST_HOPS) : [];
        while ($hops !== [] && $this->trusts($address)) {
            $hop = Address::canonical(array_pop($hops));
            if ($hop === null) {
                // A named proxy that writes nonsense: what it hands on counts as its own.
                break;
            }
            $address = $hop;
        }

        return $address;
    }

    /**
     * Whether the request seems to come through a proxy that is not named: then all visitors look like one, and share one limit. For the page
     * on which the owner sees what is wrong.
     *
     * @param array<array-key, mixed> $server As $_SERVER.
     */
    public function isMissing(array $server): bool
    {
        $address = self::remote($server);

        return $address !== null && isset($server[$this->key]) && !$this->trusts($address)
            && filter_var($address, \FILTER_VALIDATE_IP, \FILTER_FLAG_NO_PRIV_RANGE | \FILTER_FLAG_NO_RES_RANGE) === false;
    }

    private function trusts(string $address): bool
    {
        return $this->trusted !== [] && IpUtils::checkIp($address, $this->trusted);
    }

    /** @param array<array-key, mixed> $server */
    private static function remote(array $server): ?string
    {
        $remote = $server['REMOTE_ADDR'] ?? null;

        return is_string($remote) ? Address::canonical($remote) : null;
    }
}
