package dev.tallystick.api;

import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Origin;
import dev.tallystick.points.Balance;
import dev.tallystick.points.Entry;
import dev.tallystick.points.Fact;
import dev.tallystick.points.LedgerAccount;
import dev.tallystick.points.Lot;
import dev.tallystick.points.Postings;
import dev.tallystick.points.Program;
import dev.tallystick.store.Names;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry as statements and events show it. */
public final class EntryJson {

    private EntryJson() {}

    /** @param program the version that decided it */
    public static Map<String, Object> of(LedgerEntry ledgerEntry, Program program) {
        String currency = program.currency();
        Entry entry = ledgerEntry.entry();
        Origin origin = ledgerEntry.origin();
        JsonObject json = new JsonObject()
                .with("entryId", ledgerEntry.entryId())
                .with("seq", entry.seq())
                .with("kind", Names.of(entry.fact().kind()))
                .with(
                        "operation",
                        new JsonObject()
                                .with("type", ledgerEntry.key().type())
                                .with("id", ledgerEntry.key().id())
                                .with("step", ledgerEntry.key().step())
                                .build())
                .with("source", origin.source())
                .with("terminal", origin.terminal())
                .with("operator", origin.operator())
                .with("channel", Names.of(origin.channel()))
                .with("at", entry.at().toString())
                .with("recordedAt", ledgerEntry.recordedAt().toString())
                .with("occurredAt", text(entry.fact().occurredAt()))
                .with("businessDate", origin.businessDate().toString())
                .with("points", entry.postings().points())
                .with("postings", postings(entry.postings()))
                .with("balanceAfter", balance(entry.balanceAfter()))
                .withAny(
                        "lots",
                        entry.fact().lotChanges().stream().map(EntryJson::lot).toList())
                .with("programVersion", entry.fact().decidedBy().orElse(null));
        return switch (entry.fact()) {
            case Fact.Enrolled _, Fact.Expired _ -> json.build();
            case Fact.Adjusted adjusted ->
                json.with("reasonCode", adjusted.reasonCode()).build();
            case Fact.Redeemed redeemed ->
                json.with("value", MoneyJson.of(redeemed.value(), currency)).build();
            case Fact.Earned earned ->
                json.with("total", MoneyJson.of(earned.total(), currency))
                        .with("eligible", MoneyJson.of(earned.eligible(), currency))
                        .withAny("breakdown", breakdown(earned.breakdown(), program))
                        .with("firstPurchase", earned.firsts().purchase() ? true : null)
                        .with("firstInChannel", earned.firsts().inChannel() ? true : null)
                        .with("otherChannelAt", text(earned.firsts().otherChannelAt()))
                        .build();
        };
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
