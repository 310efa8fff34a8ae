package dev.tallystick.insight;

import dev.tallystick.api.EntryEvents;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.AllEntries;
import dev.tallystick.ledger.EntryItem;
import dev.tallystick.log.Log;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Counts all figures anew from the ledger, in a generation of their own, while entries are recorded. What is recorded from an
 * instant on, which lies a margin ahead, comes to it by events; what was recorded before comes from the ledger, which is read when
 * nothing recorded before that instant can still be on its way into it. At the end readers are switched over at once.
 */
final class Recount {

    /** A call that read where the figures are may still read there. */
    private static final Duration READ_WITHIN = Duration.ofHours(1);

    private final RecountStore store;
    private final AllEntries entries;
    private final EntryEvents events;
    private final InstantSource clock;

    Recount(RecountStore store, AllEntries entries, EntryEvents events, InstantSource clock) {
        this.store = store;
        this.entries = entries;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Goes on as far as time reaches; begins where nothing is under way.
     *
     * @param restart whether to give up what is under way
     * @param margin how long after being recorded an entry may be committed, and clocks may differ
     */
    Recounting go(boolean restart, Duration margin, BooleanSupplier timeIsLeft) {
        Optional<Recounting> before = store.recounting();
        Recounting now = before.filter(found -> !restart && found.phase() != Recounting.Phase.DONE)
                .orElseGet(() -> begun(before, margin));
        while (now.phase() == Recounting.Phase.READING && !clock.instant().isBefore(now.readFrom())) {
            now = countedPage(now);
            if (!timeIsLeft.getAsBoolean()) {
                return now;
            }
        }
        if (now.phase() == Recounting.Phase.READ) {
            now = switched(now);
        }
        return now.phase() == Recounting.Phase.SWITCHED ? expired(now, timeIsLeft) : now;
    }

    /** Neither this function's clock nor that of any entry counted so far is later than the instant. */
    private Recounting begun(Optional<Recounting> before, Duration margin) {
        Backoff backoff = new Backoff();
        while (true) {
            Figures figures = store.figures();
            Instant now = clock.instant();
            Instant last = Optional.ofNullable(figures.sums().asOf())
                    .map(Instant::parse)
                    .filter(now::isBefore)
                    .orElse(now);
            Instant since = last.plus(margin).truncatedTo(ChronoUnit.MILLIS);
            Recounting begun = Recounting.beginning(
                    before,
                    new Generation(figures.last() + 1, since),
                    since.plus(margin),
                    figures.current().number());
            if (store.begin(figures, before, begun)) {
                return begun;
            }
            Optional<Recounting> found = store.recounting();
            if (!found.equals(before)) {
                return found.orElseThrow();
            }
            backoff.pause();
        }
    }

    /** As many transactions as the page takes. */
    private Recounting countedPage(Recounting start) {
        AllEntries.Page page = entries.after(start.after());
        Recounting now = start;
        List<Item> left = page.items();
        do {
            Increment increment = new Increment();
            int looked = 0;
            while (looked < left.size() && takes(increment, now.generation(), left.get(looked))) {
                looked++;
            }
            boolean all = looked == left.size();
            Recounting next = now.counted(increment, all ? page.next() : Optional.of(keys(left.get(looked - 1))));
            Recounting from = now;
            now = moved(from, next, () -> store.count(from, increment, next));
            if (!now.equals(next)) {
                return now;
            }
            left = left.subList(looked, left.size());
        } while (!left.isEmpty());
        return now;
    }

    private boolean takes(Increment increment, Generation generation, Item item) {
        CountedEntry entry = read(item);
        return generation.takesEventsOf(entry) || increment.takes(entry);
    }

    /** By way of its event, so that there is one way only to read what is counted. */
    private CountedEntry read(Item item) {
        try {
            byte[] event = Json.bytes(events.of(EntryItem.read(item)));
            return CountedEntry.ofEvent((Map<?, ?>) Objects.requireNonNull(Json.parse(event)));
        } catch (Json.Malformed e) {
            throw new IllegalStateException("an event that is no JSON", e);
        } catch (RuntimeException e) {
            Log.error(
                    "entry-not-counted", new JsonObject().with("pk", item.pk()).with("sk", item.sk()), e);
            throw e;
        }
    }

    private Recounting switched(Recounting read) {
        Recounting switched = moved(read, read.switched(), () -> store.switchOver(store.figures(), read));
        Log.info(
                "insights-counted-anew",
                new JsonObject()
                        .with("generation", read.generation().number())
                        .with("entries", read.sums().getOrDefault(TrialBalance.ENTRIES, 0L)));
        return switched;
    }

    private Recounting expired(Recounting start, BooleanSupplier timeIsLeft) {
        Recounting now = start;
        Instant at = clock.instant().plus(READ_WITHIN);
        do {
            Optional<YearMonth> left = expireMonths(now, at, timeIsLeft);
            Recounting from = now;
            Recounting next = from.expired(from.expireFrom() + (left.isPresent() ? 0 : 1), left);
            now = moved(from, next, () -> store.move(from, next));
        } while (now.phase() == Recounting.Phase.SWITCHED && timeIsLeft.getAsBoolean());
        return now;
    }

    /** The month of this generation that was not reached in time, if there is one. */
    private Optional<YearMonth> expireMonths(Recounting now, Instant at, BooleanSupplier timeIsLeft) {
        Optional<Months> all = store.figures().months();
        if (now.expireFrom() >= now.generation().number() || all.isEmpty()) {
            return Optional.empty();
        }
        Iterator<YearMonth> months = all.get().from(now.expireMonth()).iterator();
        while (months.hasNext()) {
            store.expire(now.expireFrom(), months.next(), at);
            if (months.hasNext() && !timeIsLeft.getAsBoolean()) {
                return Optional.of(months.next());
            }
        }
        return Optional.empty();
    }

    /** Where somebody else has gone further meanwhile, what that came to. */
    private Recounting moved(Recounting from, Recounting to, BooleanSupplier write) {
        Backoff backoff = new Backoff();
        while (!write.getAsBoolean()) {
            Recounting found = store.recounting().orElseThrow();
            if (found.step() != from.step()) {
                return found;
            }
            backoff.pause();
        }
        return to;
    }

    private static Keys keys(Item item) {
        return new Keys(item.pk(), item.sk());
    }
}
