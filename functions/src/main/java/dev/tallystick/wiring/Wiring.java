package dev.tallystick.wiring;

import dev.tallystick.access.Access;
import dev.tallystick.access.WalletAccess;
import dev.tallystick.access.WalletTokens;
import dev.tallystick.api.Answers;
import dev.tallystick.api.EntryEvents;
import dev.tallystick.ledger.Accounts;
import dev.tallystick.ledger.Directory;
import dev.tallystick.ledger.DynamoLedgerStore;
import dev.tallystick.ledger.Erasures;
import dev.tallystick.ledger.FollowUps;
import dev.tallystick.ledger.Ledger;
import dev.tallystick.ledger.LedgerStore;
import dev.tallystick.ledger.MemberCodes;
import dev.tallystick.ledger.MemberPages;
import dev.tallystick.ledger.MembersTable;
import dev.tallystick.ledger.Operations;
import dev.tallystick.ledger.Presences;
import dev.tallystick.ledger.Profiles;
import dev.tallystick.ledger.Programs;
import dev.tallystick.ledger.Quotes;
import dev.tallystick.ledger.RequestCodes;
import dev.tallystick.ledger.Settler;
import dev.tallystick.ledger.Statements;
import dev.tallystick.operation.Enrolments;
import dev.tallystick.operation.Purchases;
import dev.tallystick.operation.Redemptions;
import dev.tallystick.operation.Refunds;
import dev.tallystick.operation.RowResults;
import dev.tallystick.operation.WaitingRefunds;
import dev.tallystick.store.Database;
import dev.tallystick.store.LazySecret;
import dev.tallystick.store.SecretKeys;
import dev.tallystick.store.Secrets;
import dev.tallystick.store.Tables;
import dev.tallystick.token.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The collaborators of functions, made of the environment. A variable that is missing fails the function's start. */
public final class Wiring {

    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final Duration CALL = Duration.ofSeconds(5);

    private final Map<String, String> environment;
    private final Map<String, Supplier<SecretKeys>> secretKeys = new HashMap<>();
    private final Clock clock;
    private final Tables tables;
    private final Database database;
    private final Programs programs;
    private final Duration keysKept;
    private final Tokens tokens;
    private final MemberCodes codes;

    Wiring(Map<String, String> environment) {
        this.environment = environment;
        this.clock = Clock.offset(
                Clock.systemUTC(), Duration.parse(environment.getOrDefault("CLOCK_OFFSET", Duration.ZERO.toString())));
        this.tables = new Tables(variable("LEDGER_TABLE"), variable("MEMBERS_TABLE"), variable("INSIGHTS_TABLE"));
        this.database = new Database(configured(DynamoDbClient.builder()).build());
        this.programs = new Programs(
                membersTable(), Duration.ofSeconds(Long.parseLong(variable("PROGRAM_CACHE_SECONDS"))), clock);
        this.keysKept = Duration.ofSeconds(Long.parseLong(variable("KEY_CACHE_SECONDS")));
        this.tokens = new Tokens(keys("WALLET_TOKEN_KEYS_SECRET"), variable("INSTALLATION"));
        this.codes = new MemberCodes(keys("MEMBER_CODE_KEYS_SECRET"));
    }

    public static Wiring fromEnvironment() {
        return new Wiring(System.getenv());
    }

    public Clock clock() {
        return clock;
    }

    public Tables tables() {
        return tables;
    }

    public Database database() {
        return database;
    }

    public Programs programs() {
        return programs;
    }

    public Access access() {
        return new Access(database, tables, walletTokens(), clock, keysKept);
    }

    public WalletAccess walletAccess() {
        return new WalletAccess(access(), walletTokens());
    }

    public WalletTokens walletTokens() {
        return new WalletTokens(tokens, clock);
    }

    /** Where wallets are opened, if not under the API's own address. */
    public Optional<String> walletBaseUrl() {
        return Optional.ofNullable(environment.get("WALLET_BASE_URL")).filter(value -> !value.isEmpty());
    }

    public MemberCodes memberCodes() {
        return codes;
    }

    public Presences presences() {
        return new Presences(tokens);
    }

    public MemberPages memberPages() {
        return new MemberPages(database, tables);
    }

    public Answers answers() {
        return new Answers(programs);
    }

    public EntryEvents entryEvents() {
        return new EntryEvents(variable("INSTALLATION"), programs);
    }

    public MembersTable membersTable() {
        return keys -> database.get(tables.members(), keys);
    }

    public Accounts accounts() {
        return new Accounts(membersTable());
    }

    public Directory directory() {
        return new Directory(membersTable(), keys("IDENTIFIER_KEYS_SECRET"), codes, presences(), clock);
    }

    public Quotes quotes() {
        Directory directory = directory();
        return new Quotes(store(directory), directory, programs, clock);
    }

    public Ledger ledger() {
        Directory directory = directory();
        return new Ledger(store(directory), directory, programs, requestCodes(), clock);
    }

    public FollowUps followUps() {
        return new FollowUps(store(), programs, requestCodes(), clock);
    }

    public Enrolments enrolments() {
        return new Enrolments(ledger(), clock);
    }

    public Purchases purchases() {
        return new Purchases(ledger(), followUps(), programs, clock);
    }

    public Refunds refunds() {
        return new Refunds(followUps(), waitingRefunds(), programs, clock);
    }

    public WaitingRefunds waitingRefunds() {
        return new WaitingRefunds(database, tables, clock);
    }

    public Redemptions redemptions() {
        return new Redemptions(ledger(), followUps(), clock);
    }

    public RowResults rowResults() {
        return new RowResults(database, tables, clock);
    }

    public Profiles profiles() {
        return new Profiles(database, tables, directory(), clock);
    }

    public Erasures erasures() {
        Directory directory = directory();
        return new Erasures(store(directory), directory, programs, clock);
    }

    public Settler settler() {
        return new Settler(store(), clock);
    }

    public Statements statements() {
        return new Statements(database, tables);
    }

    public Operations operations() {
        return new Operations(store());
    }

    private LedgerStore store() {
        return store(directory());
    }

    private LedgerStore store(Directory directory) {
        return new DynamoLedgerStore(database, tables, accounts(), directory);
    }

    public RequestCodes requestCodes() {
        return new RequestCodes(keys("REQUEST_KEYS_SECRET"));
    }

    public SqsClient queues() {
        return configured(SqsClient.builder()).build();
    }

    /** @throws IllegalStateException when the function was deployed without this variable */
    public String variable(String name) {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException("the environment lacks " + name);
        }
        return value;
    }

    /** One for all who need it, so that a function reads a secret once. */
    private Supplier<SecretKeys> keys(String variable) {
        return secretKeys.computeIfAbsent(variable, this::read);
    }

    private Supplier<SecretKeys> read(String variable) {
        return SecretKeys.lazily(secretText(variable), clock);
    }

    /** What the secret of that variable holds, read when it is first needed. */
    public <T> Supplier<T> secret(String variable, Function<String, T> parse) {
        return new LazySecret<>(secretText(variable), parse, clock);
    }

    private Supplier<String> secretText(String variable) {
        String secret = variable(variable);
        Secrets secrets =
                new Secrets(() -> configured(SecretsManagerClient.builder()).build());
        return () -> secrets.read(secret);
    }

    /**
     * Every call has a bound. Where all calls of a request take their longest, API Gateway answers 503 before the function
     * does; nothing is lost by it, since a repeat finds what was recorded.
     */
    private static <B extends AwsClientBuilder<B, C>, C> B configured(B builder) {
        if (builder instanceof SdkSyncClientBuilder<?, ?> synchronous) {
            synchronous.httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(Duration.ofSeconds(1)));
        }
        return builder.overrideConfiguration(configuration -> configuration
                .retryStrategy(RetryMode.STANDARD)
                .apiCallAttemptTimeout(ATTEMPT)
                .apiCallTimeout(CALL));
    }
}
