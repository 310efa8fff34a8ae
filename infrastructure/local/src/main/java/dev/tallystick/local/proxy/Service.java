package dev.tallystick.local.proxy;

import dev.tallystick.local.permission.Access;
import java.util.List;

/** A service behind the proxy, as its requests and errors are written. */
interface Service {

    /** Its name in ARNs of actions. */
    String name();

    /** A request that a function has sent to it. */
    ServiceCall call(Message request);

    /** What a request asks for, and the errors that it may get. */
    interface ServiceCall {

        /** The operation as the API names it. */
        String operation();

        /** All that has to be allowed. */
        List<Access> accesses();

        /** The error where it is not allowed. */
        Reply denied(String message);

        /** The error where other writes are in the way; the number chooses which of its items they are in the way of. */
        Reply conflicting(long chosen);

        /** The error where there are too many calls. */
        Reply throttled(long chosen);

        /** The error where the service has failed. */
        Reply unavailable();
    }
}
