package dev.tallystick.system;

import static dev.tallystick.system.Shop.balance;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts that somebody has changed behind the ledger's back: found by the audit, made anew by the rebuild. */
@OwnCloud
class UpkeepTest {

    /** Of its own: each walk looks at every member that there is. */
    private static final Cloud CLOUD = Cloud.start(Cloud.dataDirectory());

    private final Shop web = CLOUD.shop("web");
    private final String member = web.enrolWith(500);

    @AfterAll
    static void stop() throws InterruptedException {
        CLOUD.stop();
    }

    /** A change of the account's item, and what the audit names. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set firstOnline = :v       | {\"S\": \"2020-01-01T00:00:00Z/1\"} | first purchases",
                "set balance.available = :v | {\"N\": \"501\"}                    | AVAILABLE_IS_THE_SUM_OF_LOTS",
                "set lots = :v              | {\"S\": \"\"}                       | AVAILABLE_IS_THE_SUM_OF_LOTS",
                "set lots = :v              | {\"S\": \"hello\"}                  | cannot be read",
                "set seq = :v               | {\"N\": \"1\"}                      | lots",
                "set months = :v            | {\"N\": \"99\"}                     | cannot be read",
            })
    void theAuditNamesADifferenceAndTheRebuildRepairsIt(String change, String value, String named) {
        Answer changed = CLOUD.dynamodb("UpdateItem", """
                {"TableName": "tallystick-prod-members", "Key": %s, "UpdateExpression": "%s",
                 "ExpressionAttributeValues": {":v": %s}}""".formatted(account(), change, value));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);

        Answer audit = walk("AuditLedgerFunction");
        Answer rebuild = walk("RebuildAccountsFunction");
        Answer after = walk("AuditLedgerFunction");

        assertThat(audit.body()).as(audit.text()).containsEntry("differing", 1);
        assertThat(audit.list("differences")).hasSize(1);
        assertThat(audit.list("differences").getFirst()).containsEntry("member", member);
        assertThat(String.valueOf(audit.list("differences").getFirst().get("difference")))
                .contains(named);
        assertThat(rebuild.body()).as(rebuild.text()).containsEntry("rebuilt", 1);
        assertThat(after.body()).as(after.text()).containsEntry("differing", 0);
        assertThat(web.member(member).at("balance")).isEqualTo(balance(500, 0, 0, 0));
    }

    @Test
    void anAccountThatIsGoneIsMadeAnewAndWorks() {
        CLOUD.dynamodb("DeleteItem", "{\"TableName\": \"tallystick-prod-members\", \"Key\": " + account() + "}");

        Answer rebuild = walk("RebuildAccountsFunction");

        assertThat(rebuild.body()).as(rebuild.text()).containsEntry("rebuilt", 1);
        assertThat(web.member(member).at("balance")).isEqualTo(balance(500, 0, 0, 0));
        assertThat(web.redeem(Cloud.freshId(), member, 500).status()).isEqualTo(201);
        assertThat(walk("AuditLedgerFunction").body()).containsEntry("differing", 0);
    }

    @Test
    void anAccountThatIsAheadOfTheLedgerIsLeftAloneUnlessForced() {
        CLOUD.dynamodb("UpdateItem", """
                {"TableName": "tallystick-prod-members", "Key": %s, "UpdateExpression": "set seq = :v",
                 "ExpressionAttributeValues": {":v": {"N": "7"}}}""".formatted(account()));

        Answer audit = walk("AuditLedgerFunction");
        Answer rebuild = walk("RebuildAccountsFunction");
        Answer forced = walk("RebuildAccountsFunction", ", \"force\": true");

        assertThat(String.valueOf(audit.at("differences"))).contains(member, "has 7 entries, the ledger 2");
        assertThat(List.of(rebuild.number("ahead"), rebuild.number("rebuilt"))).containsExactly(1L, 0L);
        assertThat(List.of(forced.number("ahead"), forced.number("rebuilt"))).containsExactly(0L, 1L);
        assertThat(walk("AuditLedgerFunction").body()).containsEntry("differing", 0);
    }

    private static Answer walk(String function) {
        return walk(function, "");
    }

    /** One call goes as far as its time reaches; the next goes on there. */
    private static Answer walk(String function, String more) {
        Answer report = CLOUD.invoke(function, "{\"walk\": \"manual\", \"restart\": true" + more + "}");
        while (Boolean.FALSE.equals(report.at("done"))) {
            report = CLOUD.invoke(function, "{\"walk\": \"manual\"" + more + "}");
        }
        return report;
    }

    private String account() {
        return "{\"pk\": {\"S\": \"MEMBER#" + member + "\"}, \"sk\": {\"S\": \"ACCOUNT\"}}";
    }
}
