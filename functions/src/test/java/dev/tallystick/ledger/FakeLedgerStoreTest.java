package dev.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.SecretKeys;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class FakeLedgerStoreTest extends LedgerStoreContract {

    private final FakeTables tables = new FakeTables(() -> {});

    @Override
    Opened open(String keys) {
        FakeLedgerStore store =
                new FakeLedgerStore(tables, FakeLedgerStore.Network.PERFECT, () -> SecretKeys.parse(keys));
        return new Opened(store, store, Proofs.directory(store, () -> SecretKeys.parse(keys), InstantSource.system()));
    }

    @Test
    void whatDynamoDbWouldRefuseFailsLoudly() {
        Item item = Item.with(Keys.account("m-1"));
        FakeTables.Write put = FakeTables.Write.putIfAbsent(FakeTables.Table.MEMBERS, item);
        FakeTables.Write strange = FakeTables.Write.putIfAbsent(
                FakeTables.Table.MEMBERS,
                Item.with(Keys.account("m-2")).put("set", AttributeValue.fromSs(List.of("a"))));

        assertThatThrownBy(() -> tables.transact(List.of())).hasMessage("a transaction of 0 writes");
        assertThatThrownBy(() -> tables.transact(List.of(put, put))).hasMessageContaining("one key twice");
        assertThatThrownBy(() -> tables.transact(List.of(strange))).hasMessageContaining("type SS");
    }
}
