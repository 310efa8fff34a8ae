package dev.tallystick.wiring;

import dev.tallystick.access.Access;
import dev.tallystick.access.WalletAccess;
import dev.tallystick.access.WalletTokens;
import dev.tallystick.api.Answers;
import dev.tallystick.api.EntryEvents;
import dev.tallystick.ledger.Accounts;
import dev.tallystick.ledger.CountingStore;
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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The collaborators of functions, made of the environment. A variable that is missing fails the function's start. */
public final class Wiring {

    private final Map<String, String> environment;
    private final Map<String, Supplier<SecretKeys>> secretKeys = new HashMap<>();
    private final AwsClients aws;
    private final Ahead ahead;
    private final Set<Part> asked = EnumSet.noneOf(Part.class);
    private final Clock clock;
    private final Tables tables;
    private final Database database;
    private final Programs programs;
    private final Duration keysKept;
    private final Tokens tokens;
    private final MemberCodes codes;

    Wiring(Map<String, String> environment) {
        this(environment, AwsClients.real(), Ahead.never());
    }

    Wiring(Map<String, String> environment, AwsClients aws, Ahead ahead) {
        this.environment = environment;
        this.aws = aws;
        this.ahead = ahead;
        this.clock = Clock.offset(
                Clock.systemUTC(), Duration.parse(environment.getOrDefault("CLOCK_OFFSET", Duration.ZERO.toString())));
        this.tables = new Tables(variable("LEDGER_TABLE"), variable("MEMBERS_TABLE"), variable("INSIGHTS_TABLE"));
        this.database = new Database(aws.dynamo());
        this.programs = new Programs(
                membersTable(), Duration.ofSeconds(Long.parseLong(variable("PROGRAM_CACHE_SECONDS"))), clock);
        this.keysKept = Duration.ofSeconds(Long.parseLong(variable("KEY_CACHE_SECONDS")));
        this.tokens = new Tokens(keys("WALLET_TOKEN_KEYS_SECRET"), variable("INSTALLATION"));
        this.codes = new MemberCodes(keys("MEMBER_CODE_KEYS_SECRET"));
    }

    /** Parts of a function that are more than a few classes. */
    enum Part {
        CALLERS,
        LEDGER,
        MEMBER_PAGES
    }

    /** That of this process. With SnapStart it prepares for the snapshot, without it reads ahead from now on. */
    public static Wiring fromEnvironment() {
        Map<String, String> environment = System.getenv();
        return switch (environment.getOrDefault("AWS_LAMBDA_INITIALIZATION_TYPE", "")) {
            case "snap-start" -> Snapshot.prepare(environment);
            case "on-demand" -> new Wiring(environment, AwsClients.real(), Ahead.atOnce());
            default -> new Wiring(environment);
        };
    }

    /** Of a function with this environment. */
    Rehearsal rehearsal() {
        return new Rehearsal(environment);
    }

    /** What a function has asked for so far. */
    Set<Part> asked() {
        return asked;
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
        ahead.read("program", programs::current);
        return programs;
    }

    public Access access() {
        asked.add(Part.CALLERS);
        return new Access(database, tables, walletTokens(), clock, keysKept);
    }

    public WalletAccess walletAccess() {
        ahead.read("wallet token keys", keys("WALLET_TOKEN_KEYS_SECRET"));
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
        asked.add(Part.MEMBER_PAGES);
        return new MemberPages(database, tables);
    }

    public Answers answers() {
        return new Answers(programs());
    }

    public EntryEvents entryEvents() {
        return new EntryEvents(variable("INSTALLATION"), programs());
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
        return new Quotes(store(directory), directory, programs(), clock);
    }

    public Ledger ledger() {
        asked.add(Part.LEDGER);
        Directory directory = directory();
        return new Ledger(store(directory), directory, programs(), requestCodes(), clock);
    }

    public FollowUps followUps() {
        return new FollowUps(store(), programs(), requestCodes(), clock);
    }

    public Enrolments enrolments() {
        return new Enrolments(ledger(), clock);
    }

    public Purchases purchases() {
        return new Purchases(ledger(), followUps(), programs(), clock);
    }

    public Refunds refunds() {
        return new Refunds(followUps(), waitingRefunds(), programs(), clock);
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
        return new Erasures(store(directory), directory, programs(), clock);
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
        return new CountingStore(new DynamoLedgerStore(database, tables, accounts(), directory));
    }

    public RequestCodes requestCodes() {
        ahead.read("request keys", keys("REQUEST_KEYS_SECRET"));
        return new RequestCodes(keys("REQUEST_KEYS_SECRET"));
    }

    /** Of which webhooks' secrets are derived. */
    public Supplier<SecretKeys> webhookKeys() {
        return keys("WEBHOOK_KEYS_SECRET");
    }

    /** Whether webhooks may be sent to this machine itself: never where others' are. */
    public boolean loopbackWebhooks() {
        return variable("ALLOW_LOOPBACK_WEBHOOKS").equals("true");
    }

    public SqsClient queues() {
        return aws.queues();
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
        Secrets secrets = new Secrets(aws::secrets);
        return () -> secrets.read(secret);
    }
}
