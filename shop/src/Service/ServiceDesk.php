<?php

declare(strict_types=1);

namespace Loyalty\Shop\Service;

use Loyalty\Customer;
use Loyalty\Entitlement;
use Loyalty\Event;
use Loyalty\EventType;
use Loyalty\Programme;
use Loyalty\ServiceCondition;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\JournalException;
use Loyalty\Shop\Journal\Kinds;
use Loyalty\Shop\Points\Turn;

/**
 * Books what customers are entitled to after the sale. What a booking would take is asked of the fold itself, by folding with it: so nothing is booked
 * that Customer::$services would not count, and of the last unit one booking gets it, whoever asks at the same time. docs/services.md
 *
 * @phpstan-type Booking array{customer: string, revision: int, condition: string, service: string, units: int, order: ?string, sku: ?string}
 */
final class ServiceDesk
{
    private readonly Turn $turn;
    private ?Programme $programme = null;

    /** @param string $source Of the events that are written here; the shop's orders have the same. */
    public function __construct(private readonly Journal $journal, private readonly string $source = 'shop')
    {
        $this->turn = new Turn($journal);
    }

    /** @return list<Entitlement> What the customer has at an instant, what is over included. */
    public function of(string $customer, int $at): array
    {
        $owner = $this->journal->ownerOf($customer);

        return array_values($this->journal->customer($this->programme(), $owner, $at)->services);
    }

    /**
     * Books a service for later. Again under the same name it changes nothing.
     *
     * @param string $booking Its name: what the form or the calendar calls it.
     * @param ?string $order Of the piece, for services that come with what was bought; null: whichever piece it can be.
     * @throws BookingException
     */
    public function book(string $booking, string $customer, string $service, int $now, int $units = 1, ?string $order = null, ?string $sku = null): void
    {
        $this->bring($booking, $customer, $now, ServiceCondition::Booked, $service, $units, $order, $sku);
    }

    /**
     * A booking was carried out; or a service was given that nobody had booked.
     *
     * @param ?string $service Null: what was booked.
     * @param ?int $units How many it took; null: as many as were booked.
     * @throws BookingException
     */
    public function use(string $booking, string $customer, int $now, ?string $service = null, ?int $units = null, ?string $order = null, ?string $sku = null): void
    {
        $this->bring($booking, $customer, $now, ServiceCondition::Used, $service, $units, $order, $sku);
    }

    /**
     * It does not take place: its units are free again.
     *
     * @throws BookingException if there is no such booking
     */
    public function cancel(string $booking, string $customer, int $now): void
    {
        $this->bring($booking, $customer, $now, ServiceCondition::Cancelled);
    }

    private function bring(string $booking, string $customer, int $now, ServiceCondition $condition, ?string $service = null, ?int $units = null, ?string $order = null, ?string $sku = null): void
    {
        $this->turn->take($customer, function (array $events, string $owner) use ($booking, $customer, $now, $condition, $service, $units, $order, $sku): array {
            $before = $this->booking($booking, $events);
            if ($before === null) {
                $this->refuseAnothers($booking);
            }
            $service ??= $before['service'] ?? throw new BookingException(sprintf('there is no booking "%s" of this customer', $booking));
            $units ??= $before['units'] ?? 1;
            $order ??= $before['order'] ?? null;
            $sku ??= $before['sku'] ?? null;
            if ($before !== null && [$before['condition'], $before['service'], $before['units'], $before['order'], $before['sku']] === [$condition->value, $service, $units, $order, $sku]) {
                return [];
            }
            $event = Event::service($this->source, $booking, ($before['revision'] ?? 0) + 1, $before['customer'] ?? $customer, $now, $condition, $service, $units, $order, $sku ?? '');
            if ($condition !== ServiceCondition::Cancelled) {
                $this->check($service, $units, $before, $owner, $events, $event, $now);
            }

            return [$event];
        });
    }

    /**
     * @param Booking|null $before
     * @param list<Event> $events
     */
    private function check(string $service, int $units, ?array $before, string $owner, array $events, Event $event, int $now): void
    {
        $terms = $this->programme()->at($now)->services()[$service] ?? throw new BookingException(sprintf('the programme has no service "%s"', $service));
        // Without what it was: a booking that is carried out takes what it had.
        $stem = Kinds::stem($event->id);
        $without = array_values(array_filter($events, static fn (Event $e): bool => Kinds::stem($e->id) !== $stem));
        // Clocks of two machines differ: what was booked "later" is booked.
        $at = max([$now, ...array_map(static fn (Event $e): int => $e->type === EventType::Service ? $e->at : $now, $events)]);
        $had = $this->taken($service, $owner, $without, $at);
        $gets = $this->taken($service, $owner, [...array_filter($events, static fn (Event $e): bool => $e->id !== $event->id), $event], $at);
        if ($gets === []) {
            throw new BookingException(sprintf('%s: the customer does not have it', $terms['name']));
        }
        $counted = 0;
        foreach ($gets as $i => [$entitlement, $taken]) {
            $more = $taken - ($had[$i][1] ?? 0);
            $counted += $more;
            if ($more > 0 && $entitlement->over) {
                throw new BookingException(sprintf('%s: it ended on %s', $terms['name'], $this->day((int) $entitlement->until)));
            }
            if ($more > 0 && $entitlement->units !== null && $taken > $entitlement->units) {
                throw new BookingException(sprintf('%s: %d of %d are left', $terms['name'], max(0, $entitlement->units - ($had[$i][1] ?? 0)), $entitlement->units));
            }
        }
        // A booking that is carried out in a later month is still the month's in which it was made.
        if ($counted !== $units && ($before === null || $before['condition'] === ServiceCondition::Cancelled->value)) {
            throw new BookingException(sprintf('%s: the customer has no such piece, or it is over', $terms['name']));
        }
    }

    /**
     * @param list<Event> $events
     * @return list<array{Entitlement, int}>
     */
    private function taken(string $service, string $owner, array $events, int $at): array
    {
        $taken = [];
        foreach (Customer::fold($this->programme(), $owner, $events, $at)->services as $entitlement) {
            if ($entitlement->service === $service) {
                $taken[] = [$entitlement, $entitlement->booked + $entitlement->used];
            }
        }

        return $taken;
    }

    /**
     * @param list<Event> $events
     * @return Booking|null
     */
    private function booking(string $booking, array $events): ?array
    {
        $stem = Kinds::stem(Event::service($this->source, $booking, 1, 'x', 0, ServiceCondition::Booked, 'x')->id);
        $last = null;
        foreach ($events as $event) {
            if ($event->type === EventType::Service && Kinds::stem($event->id) === $stem) {
                $m = Kinds::payload($event->payload);
                $revision = is_int($m['revision'] ?? null) ? $m['revision'] : 0;
                if ($revision > ($last['revision'] ?? 0)) {
                    $text = static fn (string $name): ?string => is_string($m[$name] ?? null) ? $m[$name] : null;
                    $last = ['customer' => (string) $event->customer, 'revision' => $revision, 'condition' => (string) $text('condition'), 'service' => (string) $text('service'),
                        'units' => is_int($m['units'] ?? null) ? $m['units'] : 1, 'order' => $text('order'), 'sku' => $text('sku')];
                }
            }
        }

        return $last;
    }

    private function refuseAnothers(string $booking): void
    {
        if ($this->journal->byIds([Event::service($this->source, $booking, 1, 'x', 0, ServiceCondition::Booked, 'x')->id]) !== []) {
            throw new BookingException(sprintf('booking "%s" is another customer\'s', $booking));
        }
    }

    private function day(int $at): string
    {
        return (new \DateTimeImmutable('@' . $at))->setTimezone(new \DateTimeZone($this->programme()->timezone()))->modify('-1 second')->format('j M Y');
    }

    private function programme(): Programme
    {
        return $this->programme ??= $this->journal->programme() ?? throw new JournalException('the journal has no programme: "loyalty programme save FILE" saves one');
    }
}
