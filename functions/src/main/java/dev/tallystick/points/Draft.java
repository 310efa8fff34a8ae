package dev.tallystick.points;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The entries of one command, one after the other, and the account as they leave it. Used by one call only. */
final class Draft {

    private final Instant at;
    private final List<Entry> entries = new ArrayList<>();
    private Account account;

    Draft(Scene scene) {
        this.at = scene.at();
        this.account = scene.account();
    }

    Account account() {
        return account;
    }

    Draft add(OperationKey operation, int step, Postings postings, Fact fact) {
        Entry entry = account.entry(new EntryKey.Step(operation, step), at, postings, fact);
        account = account.after(entry);
        entries.add(entry);
        return this;
    }

    Decision.Accepted accepted() {
        return new Decision.Accepted(entries, account);
    }
}
