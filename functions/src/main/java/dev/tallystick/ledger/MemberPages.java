package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** A member's account, profile and devices in one query. */
public final class MemberPages {

    private final Database database;
    private final Tables tables;

    public MemberPages(Database database, Tables tables) {
        this.database = database;
        this.tables = tables;
    }

    /** @param devices as they are stored */
    public record Page(Optional<Account> account, Optional<Profile> profile, Optional<Item> devices) {}

    /** @param consistent whether as every commit before has left them; else they may be a moment behind, at half the price */
    public Page read(MemberId member, boolean consistent) {
        Keys first = Keys.account(member.value());
        Keys last = Keys.profile(member.value());
        Map<Keys, Item> found = new HashMap<>();
        database.query(QueryRequest.builder()
                        .tableName(tables.members())
                        .consistentRead(consistent)
                        .keyConditionExpression(Keys.PK + " = :pk and " + Keys.SK + " between :first and :last")
                        .expressionAttributeValues(Map.of(
                                ":pk", AttributeValue.fromS(first.pk()),
                                ":first", AttributeValue.fromS(first.sk()),
                                ":last", AttributeValue.fromS(last.sk())))
                        .build())
                .items()
                .forEach(item -> found.put(Keys.of(item), Item.of(item)));
        return new Page(
                Optional.ofNullable(found.get(first)).map(item -> AccountItem.read(member, item)),
                Optional.ofNullable(found.get(last)).map(item -> ProfileItem.read(member, item)),
                Optional.ofNullable(found.get(Keys.devices(member.value()))));
    }
}
