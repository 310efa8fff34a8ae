package dev.tallystick.local.permission;

import dev.tallystick.local.template.Account;

/** ARNs of tables and streams. DynamoDB Local has a region of its own in them; policies are about the account's. */
public final class Arns {

    private static final String OF_EMULATOR = "arn:aws:dynamodb:ddblocal:";

    private Arns() {}

    /** The ARN as AWS would have it. */
    public static String inAccount(Account account, String arn) {
        return arn.startsWith(OF_EMULATOR)
                ? account.arn("dynamodb", arn.substring(arn.indexOf(':', OF_EMULATOR.length()) + 1))
                : arn;
    }
}
