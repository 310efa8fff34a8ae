package dev.tallystick.bench.report;

/** What the page says about how each figure was made. */
final class Words {

    static final String HEAD = """
            `make bench` wrote this page and its pictures; `make bench QUICK=1` measures less and writes neither. All figures of a table
            come from one run, in which what is compared takes turns. A figure is a median, in brackets the least and the greatest value,
            or the 10th and 90th of 100 where there are 20 values or more. Functions and store share one machine, and the store is DynamoDB
            Local in memory, reached directly: it answers sooner than DynamoDB does, so that what our own code adds weighs more here.
            The store speaks plain HTTP: no figure contains a handshake of TLS. The plain handler makes ready for one when it starts
            and ours does not, which the ratio of cold starts owes a part to.
            """;

    static final String COLD = """
            Each process is started under the official runtime client as Lambda starts it: no archive of classes, the serial collector, half
            of 1,024 MB as heap, and with C1 only where there is no snapshot, as Lambda has it. *Ready* is from the start until the process asks for an
            event, *of it after the restore* from being told of it until then: the runtime's own part and our hooks, which a customer waits for beside the restore itself, *first call* from the event to the answer. The empty handler reads the event and answers; the plain one is what most
            people would write (`infrastructure/bench/plain`): the event as an object, Jackson databind, the SDK as it comes with its
            default HTTP client, one read and one transaction of two items, no keys, no program, no replays. Ours does all that it does:
            key, source, program, secret, account, transaction, and the note that the key was used. *Primed* is ours with
            `AWS_LAMBDA_INITIALIZATION_TYPE=snap-start`: the hooks before and after the snapshot run before it is ready
            ([decision 0030](decisions/0030-cold-starts.md)), so on Lambda only the restore, the hooks after it and the first call are waited for. *After a snapshot* are the other two in the same
            mode; they have no hooks. A first earn makes six requests (key, source, account, transaction and, beside them, program and the note of the
            key's use), five where the program is read after a restore, and a warm one two.
            """;

    static final String CLASSES = """
            Classes loaded from the start to the first answer, without a snapshot. Those made at run time are lambdas, method handles and
            pattern switches.
            """;

    static final String WARM = """
            Whole functions and the SDK's calls that they need, with the same items, through the same kind of client, called in turn by one thread in one
            process. Only the calls are timed: a call of a millisecond over a socket is no work for JMH, whose loops would measure
            each side by itself and miss what the other does to the machine. Allocation is that of the calling thread; a wallet's statement is read
            in another, beside the account, where the bare calls make one query after the other.
            """;

    static final String HOT = """
            As many threads as there are writers earn on one account without a pause, which no member of flesh and blood does. Whoever comes
            second reads again and decides again; DynamoDB Local refuses it as DynamoDB does. What conflicts injected at random come to is shown by
            the simulation (`make simulate`) and `LedgerTest`. At the end the account's entries are counted.
            """;

    static final String PROFILE = """
            Java Flight Recorder over each operation alone, one after the other, in the process of the warm calls. A package is that of the first
            frame that is not the JDK's; the native time of sockets is not sampled, so shares are of what Java code does. The ten rows
            with the greatest share in any column.
            """;

    static final String PURE = """
            By JMH (average time, allocation by its `gc` profiler), ± the 99.9 % confidence interval.
            """;

    private Words() {}
}
