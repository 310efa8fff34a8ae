package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Item;
import dev.tallystick.store.Pause;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds accounts against their entries: the account is read first, then its statement up to the account's last entry, which
 * must come to the same.
 */
public final class Audit {

    /** The statement's index may be a moment behind. */
    private static final int MOST_LOOKS = 6;

    private final Accounts accounts;
    private final Replay replay;
    private final Supplier<? extends Pause> pauses;

    public Audit(Accounts accounts, Statements statements, Supplier<? extends Pause> pauses) {
        this.accounts = accounts;
        this.replay = new Replay(statements);
        this.pauses = pauses;
    }

    /**
     * What was found of one member.
     *
     * @param entries that were replayed
     * @param difference what the entries say and what the account says, where that is not the same
     */
    public record Finding(MemberId member, long entries, Optional<String> difference) {}

    /** @throws dev.tallystick.store.Unavailable when the store does not answer */
    public Finding audit(MemberId member) {
        try {
            return accounts.find(member)
                    .map(account -> audit(member, account))
                    .orElseGet(() -> new Finding(member, 0, Optional.empty()));
        } catch (Item.Unreadable e) {
            return new Finding(member, 0, Optional.of("the account cannot be read: " + e.why()));
        }
    }

    private Finding audit(MemberId member, Account account) {
        long seq = account.seq();
        Pause pause = pauses.get();
        for (int look = 1; ; look++) {
            switch (replay.replay(member, seq)) {
                case Replay.Result.Broken(long at, String why) -> {
                    return new Finding(member, at, Optional.of("entry %d: %s".formatted(at, why)));
                }
                case Replay.Result.Gap(long missing) -> {
                    if (look == MOST_LOOKS) {
                        return new Finding(
                                member, missing - 1, Optional.of("entry %d is not in the ledger".formatted(missing)));
                    }
                }
                case Replay.Result.Told(Optional<Account> told, boolean more) -> {
                    long known = told.map(Account::seq).orElse(0L);
                    if (known == seq) {
                        return new Finding(
                                member,
                                seq,
                                difference(account, told.orElseThrow())
                                        .or(() -> more && isStill(account)
                                                ? Optional.of(
                                                        "the account has %d entries, the ledger more".formatted(seq))
                                                : Optional.empty()));
                    }
                    if (look == MOST_LOOKS) {
                        return new Finding(
                                member,
                                known,
                                Optional.of("the account has %d entries, the ledger %d".formatted(seq, known)));
                    }
                }
            }
            pause.pause();
        }
    }

    /** An entry and the account after it are one commit: an entry is there, so a later look must find a later account. */
    private boolean isStill(Account account) {
        return accounts.find(account.member())
                .filter(now -> now.seq() <= account.seq())
                .isPresent();
    }

    /** A part of an account that can differ. */
    private record Part(String name, Function<Account, Object> value) {}

    private static final List<Part> PARTS = List.of(
            new Part("balance", Account::balance),
            new Part("lots", Account::lots),
            new Part("pending", Account::pending),
            new Part("holds", Account::holds),
            new Part("tier months", Account::tierMonths),
            new Part("first purchases", Account::firsts),
            new Part("earned days", Account::earnedDays),
            new Part("redeemed hour", Account::redeemedHour),
            new Part("erasure", Account::erased),
            new Part("last entry's time", Account::lastAt),
            new Part("time of enrolment", Account::enrolledAt));

    static Optional<String> difference(Account account, Account told) {
        return Optional.of(PARTS.stream()
                        .flatMap(part -> difference(part, account, told))
                        .collect(Collectors.joining("; ")))
                .filter(text -> !text.isEmpty());
    }

    private static Stream<String> difference(Part part, Account account, Account told) {
        Object has = part.value().apply(account);
        Object should = part.value().apply(told);
        return Objects.equals(has, should)
                ? Stream.of()
                : Stream.of("%s: the account has %s, its entries come to %s".formatted(part.name(), has, should));
    }
}
