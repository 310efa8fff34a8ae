package dev.tallystick.api;

import dev.tallystick.access.Devices;
import dev.tallystick.access.DevicesItem;
import dev.tallystick.access.WalletToken;
import dev.tallystick.ledger.MemberPages;
import java.time.Instant;
import java.util.Optional;

/** What is behind a wallet token, in one query at half the price of a read that is certain. */
public final class Wallets {

    private final MemberPages pages;

    public Wallets(MemberPages pages) {
        this.pages = pages;
    }

    /** The member's page, if link or session is open; only before it says no it makes sure. */
    public Optional<MemberPages.Page> open(WalletToken token, Instant now) {
        return Optional.of(pages.read(token.member(), false))
                .filter(page -> lets(page, token, now))
                .or(() -> Optional.of(pages.read(token.member(), true)).filter(page -> lets(page, token, now)));
    }

    private static boolean lets(MemberPages.Page page, WalletToken token, Instant now) {
        return page.account().filter(account -> !account.erased()).isPresent()
                && page.devices().map(DevicesItem::read).orElse(Devices.NONE).lets(token, now);
    }
}
