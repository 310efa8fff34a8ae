package dev.tallystick.api;

import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Origin;
import dev.tallystick.ledger.Recorded;
import dev.tallystick.ledger.Tombstone;
import dev.tallystick.points.Activation;
import dev.tallystick.points.Balance;
import dev.tallystick.points.ByChannel;
import dev.tallystick.points.Entry;
import dev.tallystick.points.Fact;
import dev.tallystick.points.Journey;
import dev.tallystick.points.LedgerAccount;
import dev.tallystick.points.Lot;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.Pending;
import dev.tallystick.points.Postings;
import dev.tallystick.points.Program;
import dev.tallystick.store.Names;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry as statements and events show it. */
public final class EntryJson {

    private EntryJson() {}

    /** The void of an operation that had not come: nobody's, and nothing moves. */
    public static Map<String, Object> of(Tombstone tombstone) {
        return begin(tombstone)
                .with("kind", "voided")
                .with("at", tombstone.at().toString())
                .with("recordedAt", tombstone.at().toString())
                .with("points", 0)
                .with("postings", postings(Postings.NONE))
                .with("balanceAfter", balance(Balance.ZERO))
                .build();
    }

    private static JsonObject begin(Recorded recorded) {
        Origin origin = recorded.origin();
        return new JsonObject()
                .with("entryId", recorded.entryId())
                .with(
                        "operation",
                        new JsonObject()
                                .with("type", recorded.key().type())
                                .with("id", recorded.key().id())
                                .with("step", recorded.key().step())
                                .build())
                .with("source", origin.source())
                .with("terminal", origin.terminal())
                .with("operator", origin.operator())
                .with("channel", Names.of(origin.channel()))
                .with("businessDate", origin.businessDate().toString());
    }

    /** @param program the version that decided it */
    public static Map<String, Object> of(LedgerEntry ledgerEntry, Program program) {
        String currency = program.currency();
        Entry entry = ledgerEntry.entry();
        JsonObject json = begin(ledgerEntry)
                .with("stepId", ledgerEntry.stepId().orElse(null))
                .with("seq", entry.seq())
                .with("kind", Names.of(entry.fact().kind()))
                .with("at", entry.at().toString())
                .with("recordedAt", ledgerEntry.recordedAt().toString())
                .with("occurredAt", text(entry.fact().occurredAt()))
                .with("clockSuspect", entry.fact().clockSuspect() ? true : null)
                .with("points", entry.postings().points())
                .with("postings", postings(entry.postings()))
                .with("balanceAfter", balance(entry.balanceAfter()))
                .withAny(
                        "lots",
                        entry.fact().lotChanges().stream().map(EntryJson::lot).toList())
                .withAny(
                        "pending",
                        entry.fact().pendingChanges().stream()
                                .map(EntryJson::pending)
                                .toList())
                .with("programVersion", entry.fact().decidedBy().orElse(null));
        return about(json, entry, program, currency).build();
    }

    private static JsonObject about(JsonObject json, Entry entry, Program program, String currency) {
        return switch (entry.fact()) {
            case Fact.Enrolled _, Fact.Expired _, Fact.Released _, Fact.Forfeited _ -> json;
            case Fact.Adjusted adjusted -> json.with("reasonCode", adjusted.reasonCode());
            case Fact.Redeemed redeemed ->
                json.with("value", MoneyJson.of(redeemed.value(), currency))
                        .with("earnedIn", byChannel(redeemed.spent()));
            case Fact.Held held ->
                json.with("value", MoneyJson.of(held.value(), currency)).with("expiresAt", text(held.expiresAt()));
            case Fact.Extended extended -> json.with("expiresAt", text(extended.expiresAt()));
            case Fact.Captured captured ->
                json.with("value", MoneyJson.of(captured.value(), currency))
                        .with("earnedIn", byChannel(captured.spent()))
                        .with("purchase", id(captured.purchase()));
            case Fact.Reversed reversed ->
                json.with("value", MoneyJson.of(reversed.value(), currency))
                        .with("earnedIn", byChannel(reversed.unspent()))
                        .with("spentIn", Names.of(reversed.spentIn()));
            case Fact.Restored restored ->
                json.with("value", MoneyJson.of(restored.value(), currency))
                        .with("earnedIn", byChannel(restored.unspent()))
                        .with("spentIn", Names.of(restored.spentIn()))
                        .with("purchase", id(restored.purchase()));
            case Fact.RedemptionVoided voided ->
                json.with("value", MoneyJson.of(voided.value(), currency))
                        .with("earnedIn", byChannel(voided.unspent()))
                        .with("spentIn", Names.of(voided.spentIn()));
            case Fact.Activated activated ->
                json.with("total", activated.total() == null ? null : MoneyJson.of(activated.total(), currency));
            case Fact.ClawedBack back ->
                json.with("total", MoneyJson.of(back.total(), currency))
                        .with("clawedBack", back.clawback().points().value())
                        .with("restored", back.restored().value());
            case Fact.PurchaseVoided voided ->
                json.with("total", MoneyJson.of(voided.total(), currency))
                        .with("clawedBack", voided.clawback().points().value())
                        .with("restored", voided.restored().value())
                        .with("journey", journey(voided.undone(), program));
            case Fact.Earned earned ->
                json.with("total", MoneyJson.of(earned.total(), currency))
                        .with("eligible", MoneyJson.of(earned.eligible(), currency))
                        .withAny("breakdown", breakdown(earned.breakdown(), program))
                        .withAny(
                                "paidWith",
                                earned.paidWith().stream()
                                        .map(paid -> paid.redemption().id())
                                        .toList())
                        .with("firstPurchase", earned.firsts().purchase() ? true : null)
                        .with("firstInChannel", earned.firsts().inChannel() ? true : null)
                        .with("otherChannelAt", text(earned.firsts().otherChannelAt()))
                        .with("journey", journey(earned.journey(entry.at()).orElse(null), program));
        };
    }

    /** Days are the program's: the two purchases may be of sources in different zones. */
    private static @Nullable Map<String, Object> journey(@Nullable Journey journey, Program program) {
        if (journey == null) {
            return null;
        }
        LocalDate began = journey.beganAt().atZone(program.timeZone()).toLocalDate();
        LocalDate ended = journey.endedAt().atZone(program.timeZone()).toLocalDate();
        return new JsonObject()
                .with("from", Names.of(journey.from()))
                .with("to", Names.of(journey.to()))
                .with("on", ended.toString())
                .with("days", ChronoUnit.DAYS.between(began, ended))
                .build();
    }

    private static @Nullable String id(@Nullable OperationKey operation) {
        return operation == null ? null : operation.id();
    }

    private static Map<String, Object> byChannel(ByChannel points) {
        return new JsonObject()
                .with("online", points.online())
                .with("inStore", points.inStore())
                .build();
    }

    private static Map<String, Object> pending(Pending change) {
        JsonObject json = new JsonObject().withAll(byChannel(change.points()));
        switch (change.activation()) {
            case Activation.OnDay(var activatesAt, var _) -> json.with("activatesAt", activatesAt.toString());
            case Activation.OnEvent(var waitsFor) -> json.with("waitsFor", Names.of(waitsFor));
            case Activation.AtOnce _ -> throw new IllegalStateException("not pending");
        }
        return json.build();
    }

    /** What each rule gave, by name. */
    public static List<Map<String, Object>> breakdown(List<Fact.RuleShare> shares, Program program) {
        return shares.stream()
                .map(share -> new JsonObject()
                        .with("rule", share.rule())
                        .with("name", program.nameOf(share.rule()).orElse(null))
                        .with("points", share.points())
                        .with("cappedFrom", share.cappedFrom())
                        .build())
                .toList();
    }

    static Map<String, Object> balance(Balance balance) {
        return new JsonObject()
                .with("available", balance.available().value())
                .with("held", balance.held().value())
                .with("pending", balance.pending().value())
                .with("debt", balance.debt().value())
                .build();
    }

    private static Map<String, Object> postings(Postings postings) {
        JsonObject json = new JsonObject();
        for (LedgerAccount account : LedgerAccount.values()) {
            long points = postings.of(account);
            json.with(Names.of(account), points == 0 ? null : points);
        }
        return json.build();
    }

    private static Map<String, Object> lot(Lot change) {
        return new JsonObject()
                .with("endsAt", change.endsAt().toString())
                .with("online", change.online())
                .with("inStore", change.inStore())
                .build();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
