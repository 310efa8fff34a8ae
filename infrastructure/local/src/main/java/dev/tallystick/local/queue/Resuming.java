package dev.tallystick.local.queue;

import org.apache.pekko.actor.ActorInitializationException;
import org.apache.pekko.actor.OneForOneStrategy;
import org.apache.pekko.actor.SupervisorStrategy;
import org.apache.pekko.actor.SupervisorStrategyConfigurator;
import org.apache.pekko.japi.pf.DeciderBuilder;

/**
 * Lets ElasticMQ's actors go on after a fault, and shows it. By default they begin anew, and the store that does so has
 * forgotten its queues: from then on it would keep nothing, in silence.
 */
public final class Resuming implements SupervisorStrategyConfigurator {

    @Override
    public SupervisorStrategy create() {
        return new OneForOneStrategy(DeciderBuilder.match(ActorInitializationException.class, _ ->
                        (SupervisorStrategy.Directive) SupervisorStrategy.stop())
                .match(Exception.class, fault -> {
                    fault.printStackTrace();
                    return (SupervisorStrategy.Directive) SupervisorStrategy.resume();
                })
                .matchAny(_ -> (SupervisorStrategy.Directive) SupervisorStrategy.escalate())
                .build());
    }
}
