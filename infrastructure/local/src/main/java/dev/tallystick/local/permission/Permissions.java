package dev.tallystick.local.permission;

import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.plan.Plan;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Resolver;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Whether functions may do what they ask for, as IAM decides it within one account: what any policy denies is denied;
 * otherwise what a policy of the role or of the resource allows is allowed; anything else is denied.
 */
public final class Permissions {

    private final Account account;
    private final Map<String, Role> roles = new HashMap<>();
    private final ResourcePolicies resources;

    private Permissions(Resolver resolver, Plan plan) {
        this.account = resolver.account();
        this.resources = new ResourcePolicies(resolver);
        FunctionRoles functions = new FunctionRoles(resolver);
        plan.functions().forEach(function -> roles.put(function.id(), functions.of(function)));
    }

    /** Reads all roles and policies, and checks that event sources can be read under their functions' roles. */
    public static Permissions of(Resolver resolver, Plan plan) {
        Permissions permissions = new Permissions(resolver, plan);
        new PollerCheck(resolver, permissions).check(plan);
        return permissions;
    }

    /** Whether the function may do that. */
    public Decision decide(FunctionSpec function, Access asked) {
        Role role = Objects.requireNonNull(roles.get(function.id()));
        Access access = asked.with(ofEveryCall(role, function));
        List<Statement> own = applying(role.statements(), role, access);
        List<Statement> ofResource = applying(resources.about(access.resource()), role, access);
        if (has(own, Effect.DENY)) {
            return denied(role, access, "with an explicit deny in an identity-based policy");
        }
        if (has(ofResource, Effect.DENY)) {
            return denied(role, access, "with an explicit deny in a resource-based policy");
        }
        return has(own, Effect.ALLOW) || has(ofResource, Effect.ALLOW)
                ? new Decision.Allowed()
                : denied(role, access, "because no identity-based policy allows the " + shown(access) + " action");
    }

    private List<Statement> applying(List<Statement> statements, Role role, Access access) {
        return statements.stream()
                .filter(statement -> statement.applies(role, account.id(), access))
                .toList();
    }

    private static boolean has(List<Statement> statements, Effect effect) {
        return statements.stream().anyMatch(statement -> statement.effect() == effect);
    }

    private Map<String, List<String>> ofEveryCall(Role role, FunctionSpec function) {
        return Map.of(
                "aws:principalarn", List.of(role.arn()),
                "aws:principalaccount", List.of(account.id()),
                "aws:principaltype", List.of("AssumedRole"),
                "aws:principalisawsservice", List.of("false"),
                "aws:viaawsservice", List.of("false"),
                "aws:requestedregion", List.of(account.region()),
                "aws:resourceaccount", List.of(account.id()),
                "aws:securetransport", List.of("true"),
                "lambda:sourcefunctionarn", List.of(function.arn()));
    }

    private static Decision denied(Role role, Access access, String reason) {
        return new Decision.Denied(
                access.action(),
                "User: " + role.sessionArn() + " is not authorized to perform: " + shown(access) + " on resource: "
                        + access.resource() + " " + reason);
    }

    // SQS names its actions in small letters when it refuses them.
    private static String shown(Access access) {
        return access.action().startsWith("sqs:") ? access.action().toLowerCase(Locale.ROOT) : access.action();
    }
}
