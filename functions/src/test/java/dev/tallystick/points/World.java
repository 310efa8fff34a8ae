package dev.tallystick.points;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Members and what the domain has recorded of them, as the ledger does it: what time has done is recorded before an accepted
 * command, a refused one leaves nothing. It never changes, so that a walk can go on from it more than once.
 *
 * @param programs all versions so far, the last one holds
 */
record World(List<Program> programs, Instant now, List<Member> members) {

    World {
        programs = List.copyOf(programs);
        members = List.copyOf(members);
    }

    /** A member's account as it was recorded, and all that was. */
    record Member(Account account, List<Entry> entries) {

        Member {
            entries = List.copyOf(entries);
        }

        Member and(List<Entry> more, Account after) {
            return new Member(
                    after, Stream.concat(entries.stream(), more.stream()).toList());
        }
    }

    /**
     * What a command comes to.
     *
     * @param member who it is for
     */
    record Acted(World next, int member, Decision decision) {}

    static World beginning(Program program, Instant now, int members) {
        List<Member> enrolled = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            Decision.Accepted first = Deciding.enrol(new MemberId("m-" + i), program, now);
            enrolled.add(new Member(first.next(), first.entries()));
        }
        return new World(List.of(program.inVersion(1)), now, enrolled);
    }

    Program program() {
        return programs.getLast();
    }

    World at(Instant instant) {
        return new World(programs, instant, members);
    }

    World with(Program next) {
        List<Program> longer = new ArrayList<>(programs);
        longer.add(next.inVersion(programs.size() + 1));
        return new World(longer, now, members);
    }

    /** Nothing where the ledger would not ask the domain: the operation is not there, or there already, or its member is gone. */
    Optional<Acted> act(Deed deed) {
        Optional<Integer> owner = owner(deed.operation());
        boolean known = deed.paidWith().stream()
                .allMatch(id -> owner(Deed.key(OperationKind.REDEMPTION, id)).isPresent());
        if (owner.isPresent() == deed.begins() || !known) {
            return Optional.empty();
        }
        int member = owner.orElse(deed.member());
        Member before = members.get(member);
        Account.Settled settled = settled(member);
        if (settled.account().erased() && deed.begins() && !(deed.command() instanceof Command.Erase)) {
            return Optional.empty();
        }
        Decision decision = decide(deed, settled);
        if (!(decision instanceof Decision.Accepted accepted)) {
            return Optional.of(new Acted(this, member, decision));
        }
        List<Member> next = new ArrayList<>(members);
        next.set(member, before.and(settled.entries(), settled.account()).and(accepted.entries(), accepted.next()));
        return Optional.of(new Acted(new World(programs, now, next), member, decision));
    }

    /** A member as time has left it. */
    Account.Settled settled(int member) {
        Account account = members.get(member).account();
        return account.settle(account.next(now));
    }

    private Optional<Integer> owner(OperationKey operation) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).entries().stream().anyMatch(entry -> isStepOf(operation, entry))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private Decision decide(Deed deed, Account.Settled settled) {
        return switch (deed.command()) {
            case Command.RecordPurchase purchase ->
                DecidePurchase.record(
                        scene(
                                deed,
                                settled,
                                deed.paidWith().stream()
                                        .map(id -> Deed.key(OperationKind.REDEMPTION, id))
                                        .toList()),
                        purchase);
            case Command.Refund refund -> {
                Purchase purchase = purchase(deed, settled);
                Program then = programs.get(purchase.earned().decidedBy().orElseThrow() - 1);
                yield DecidePurchase.refund(scene(deed, settled, paidWith(purchase)), purchase, refund, then);
            }
            case Command.Activate activate ->
                DecidePurchase.activate(scene(deed, settled, List.of()), purchase(deed, settled), activate);
            case Command.VoidPurchase _ -> {
                Purchase purchase = purchase(deed, settled);
                yield DecidePurchase.voided(scene(deed, settled, paidWith(purchase)), purchase);
            }
            case Command.RedeemPoints redeem -> DecideRedemption.redeem(scene(deed, settled, List.of()), redeem);
            case Command.HoldPoints hold -> DecideRedemption.hold(scene(deed, settled, List.of()), hold);
            case Command.Extend extend ->
                DecideRedemption.extend(scene(deed, settled, List.of()), redemption(deed, settled), extend);
            case Command.Capture capture -> {
                Redemption redemption = redemption(deed, settled);
                Program then = programs.get(redemption.programVersion() - 1);
                yield DecideRedemption.capture(scene(deed, settled, List.of()), redemption, capture, then);
            }
            case Command.Release _ ->
                DecideRedemption.release(scene(deed, settled, List.of()), redemption(deed, settled));
            case Command.Reverse reverse ->
                DecideRedemption.reverse(scene(deed, settled, List.of()), redemption(deed, settled), reverse);
            case Command.VoidRedemption _ ->
                DecideRedemption.voided(scene(deed, settled, List.of()), redemption(deed, settled));
            case Command.Adjust adjust -> Decide.adjust(scene(deed, settled, List.of()), adjust);
            case Command.Erase _ -> Decide.erase(settled.account(), program(), now);
        };
    }

    private Scene scene(Deed deed, Account.Settled settled, List<OperationKey> redemptions) {
        return new Scene(
                settled.account(),
                deed.operation(),
                redemptions.stream()
                        .map(redemption -> Redemption.of(steps(redemption, settled)))
                        .toList(),
                program(),
                now,
                deed.counter());
    }

    private static List<OperationKey> paidWith(Purchase purchase) {
        return purchase.earned().paidWith().stream().map(Fact.Paid::redemption).toList();
    }

    private Purchase purchase(Deed deed, Account.Settled settled) {
        return Purchase.of(steps(deed.operation(), settled));
    }

    private Redemption redemption(Deed deed, Account.Settled settled) {
        return Redemption.of(steps(deed.operation(), settled));
    }

    private List<Entry> steps(OperationKey operation, Account.Settled settled) {
        return Stream.concat(members.stream().flatMap(member -> member.entries().stream()), settled.entries().stream())
                .filter(entry -> isStepOf(operation, entry))
                .toList();
    }

    private static boolean isStepOf(OperationKey operation, Entry entry) {
        return entry.key() instanceof EntryKey.Step(OperationKey its, int _) && its.equals(operation);
    }

    /** All that can be seen of a member now, labelled as {@link ModelLife#picture}. */
    SortedMap<String, String> picture(int member) {
        Account.Settled settled = settled(member);
        Account account = settled.account();
        Instant at = account.next(now);
        SortedMap<String, String> picture = new TreeMap<>();
        Balance balance = account.balance();
        picture.put("available", String.valueOf(balance.available().value()));
        picture.put("held", String.valueOf(balance.held().value()));
        picture.put("pending", String.valueOf(balance.pending().value()));
        picture.put("debt", String.valueOf(balance.debt().value()));
        account.lots().lots().forEach(lot -> picture.put("lot " + lot.endsAt(), lot.online() + "+" + lot.inStore()));
        account.pending()
                .sums()
                .forEach((activation, points) ->
                        picture.put("pending " + waitsFor(activation), points.online() + "+" + points.inStore()));
        Fact.Standing standing = account.standing(program(), at);
        picture.put("tier", standing.tier() + " with " + standing.points().value());
        for (Entry entry : members.get(member).entries()) {
            if (entry.key() instanceof EntryKey.Step(OperationKey operation, int step) && step == 0) {
                List<Entry> steps = steps(operation, settled);
                switch (operation.kind()) {
                    case PURCHASE -> {
                        Purchase purchase = Purchase.of(steps);
                        picture.put(
                                "purchase " + operation.clientId(),
                                describe(account.erased() ? purchase.forfeited() : purchase, at));
                    }
                    case REDEMPTION -> {
                        Redemption redemption = Redemption.of(steps);
                        picture.put(
                                "redemption " + operation.clientId(),
                                describe(account.erased() ? redemption.forfeited() : redemption, at));
                    }
                    case ENROLMENT, ADJUSTMENT -> {}
                }
            }
        }
        return picture;
    }

    private static String waitsFor(Activation activation) {
        return switch (activation) {
            case Activation.OnDay(Instant activatesAt, Instant lotEnd) -> activatesAt + " for " + lotEnd;
            case Activation.OnEvent(WaitsFor event) -> event.toString();
            case Activation.AtOnce _ -> throw new AssertionError("at once is not pending");
        };
    }

    private static String describe(Purchase purchase, Instant at) {
        return ModelPurchase.describe(
                purchase.statusAt(at).toString(),
                purchase.refundedTotal().minorUnits(),
                purchase.clawedBack().value(),
                purchase.pendingAt(at).value(),
                purchase.steps());
    }

    private static String describe(Redemption redemption, Instant at) {
        boolean pays = redemption.isSpent() || redemption.isHeldAt(at);
        OperationKey purchase = redemption.purchase();
        return ModelRedemption.describe(
                redemption.statusAt(at).toString(),
                redemption.points().value(),
                redemption.captured().value(),
                redemption.reversed().value(),
                pays ? redemption.valueLeft().minorUnits() : 0,
                redemption.expiresAt(),
                purchase == null ? null : purchase.clientId(),
                redemption.steps());
    }
}
