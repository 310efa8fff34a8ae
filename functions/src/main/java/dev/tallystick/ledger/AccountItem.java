package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.FirstPurchases;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** An account as an item of the Members table: read at every purchase, so it is kept small. */
final class AccountItem {

    /** Counts its entries, and so its versions: no commit changes an account without an entry. */
    private static final String SEQ = "seq";

    private static final int FORMAT = 2;

    private AccountItem() {}

    static Item write(Account account) {
        Item item = Item.with(Keys.account(account.member().value()))
                .put("format", FORMAT)
                .put(SEQ, account.seq())
                .put("at", account.lastAt())
                .put("since", account.enrolledAt())
                .put("balance", EntryItem.balance(account.balance()))
                .put("lots", Compact.lots(account.lots()))
                .put("pending", unlessEmpty(Compact.pending(account.pending())))
                .put("holds", unlessEmpty(Compact.holds(account.holds())))
                .put("months", Packed.months(account.tierMonths()))
                .put("firstOnline", Compact.first(account.firsts().online()))
                .put("firstInStore", Compact.first(account.firsts().inStore()))
                .put("earnedDays", Compact.days(account.earnedDays()))
                .put("redeemedHour", Compact.hour(account.redeemedHour()))
                .put("codes", Compact.steps(account.usedSteps()))
                .putIfAny("erased", account.erased() ? 1L : null);
        return DueIndex.write(item, account);
    }

    /** A write that fails where somebody has changed the account since; 0 for an account that is not there yet. */
    static TransactWriteItem put(String table, Account account, long seqBefore) {
        if (seqBefore == 0) {
            return Database.putIfAbsent(table, write(account));
        }
        return Database.put(Put.builder()
                .tableName(table)
                .item(write(account).attributes())
                .conditionExpression("#seq = :before")
                .expressionAttributeNames(Map.of("#seq", SEQ))
                .expressionAttributeValues(Map.of(":before", AttributeValue.fromN(Long.toString(seqBefore))))
                .build());
    }

    /** The number of the last entry of an account that need not be readable; 0 where not even that is. */
    static long seq(Item item) {
        try {
            return item.number(SEQ);
        } catch (Item.Unreadable | NumberFormatException e) {
            return 0;
        }
    }

    /** @throws Item.Unreadable when it is not as this code writes it, or breaks an invariant */
    static Account read(MemberId member, Item item) {
        try {
            return parse(member, item);
        } catch (RuntimeException e) {
            throw new Item.Unreadable("account", e);
        }
    }

    private static Account parse(MemberId member, Item item) {
        if (item.number("format") != FORMAT) {
            throw new IllegalStateException("an account of a format that this code does not know");
        }
        return new Account(
                member,
                item.number(SEQ),
                item.instant("at"),
                item.instant("since"),
                EntryItem.balance(item.value("balance")),
                Compact.lots(item.text("lots")),
                Compact.pending(or(item.optionalText("pending"), "")),
                Compact.holds(or(item.optionalText("holds"), "")),
                Packed.months(item.text("months")),
                new FirstPurchases(
                        Compact.first(item.optionalText("firstOnline")),
                        Compact.first(item.optionalText("firstInStore"))),
                Compact.days(item.optionalText("earnedDays")),
                Compact.hour(item.optionalText("redeemedHour")),
                Compact.steps(item.optionalText("codes")),
                item.has("erased"));
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String or(@Nullable String text, String absent) {
        return text == null ? absent : text;
    }
}
