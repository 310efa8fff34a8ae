package dev.tallystick.ledger;

import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.util.Optional;

/** Single items of the Members table, read with strong consistency. */
public interface MembersTable {

    /** @throws dev.tallystick.store.Unavailable when the table does not answer */
    Optional<Item> get(Keys keys);
}
