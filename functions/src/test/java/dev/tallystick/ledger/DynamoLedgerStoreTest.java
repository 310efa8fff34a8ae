package dev.tallystick.ledger;

import dev.tallystick.store.LocalTables;

class DynamoLedgerStoreTest extends LedgerStoreContract {

    @Override
    Opened open(String keys) {
        Books books = Books.withKeys(LocalTables.client(), Books.NOW, keys);
        return new Opened(books.store, books.members, books.directory);
    }
}
