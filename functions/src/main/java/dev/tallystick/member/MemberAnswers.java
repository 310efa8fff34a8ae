package dev.tallystick.member;

import dev.tallystick.api.Answers;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.Directory;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.Profile;
import dev.tallystick.points.Account;
import dev.tallystick.points.Balance;
import dev.tallystick.points.Fact;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Program;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A member as answers show one. Name and card come from the profile as it stands; an erased one shows neither. */
final class MemberAnswers {

    private final Directory directory;

    MemberAnswers(Directory directory) {
        this.directory = directory;
    }

    Map<String, Object> now(Account account, Program program, Instant now) {
        return of(account.member(), account.enrolledAt(), account.standing(program, now), account.balance(), program);
    }

    /** With what else the profile has. */
    Map<String, Object> whole(Account account, Program program, Instant now) {
        JsonObject json = new JsonObject().withAll(now(account, program, now));
        directory.profile(account.member()).ifPresent(profile -> ProfileJson.add(json, profile, account.enrolledAt()));
        return json.build();
    }

    Map<String, Object> enrolled(LedgerEntry recorded, Program program) {
        Fact.Enrolled enrolled = (Fact.Enrolled) recorded.entry().fact();
        return of(
                recorded.entry().member(),
                recorded.entry().at(),
                enrolled.tier(),
                recorded.entry().balanceAfter(),
                program);
    }

    private Map<String, Object> of(
            MemberId member, Instant enrolledAt, Fact.Standing tier, Balance balance, Program program) {
        Optional<Profile> profile = directory.profile(member);
        return new JsonObject()
                .with("memberId", member.value())
                .with("cardNumber", profile.flatMap(Profile::cardNumber).orElse(null))
                .with("name", profile.map(Profile::name).orElse(null))
                .with("enrolledAt", enrolledAt.toString())
                .with("tier", Answers.tier(tier, program))
                .with("balance", Answers.balance(balance, program))
                .build();
    }
}
