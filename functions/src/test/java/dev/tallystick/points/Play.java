package dev.tallystick.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The domain and the model side by side. It never changes, so that a walk can go on from it more than once.
 *
 * @param models one a member
 */
record Play(World world, List<Model> models) {

    Play {
        models = List.copyOf(models);
    }

    static Play beginning(Program program, Instant now, int members) {
        List<Model> models = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            models.add(new Model(now));
        }
        return new Play(World.beginning(program, now, members), models);
    }

    Play at(Instant instant) {
        return new Play(world.at(instant), models);
    }

    Play with(Program program) {
        return new Play(world.with(program), models);
    }

    /**
     * Both carry a command out; their answers must be the same.
     *
     * @param seen is shown what the domain did
     */
    Play act(Deed deed, Consumer<World.Acted> seen) {
        Optional<World.Acted> acted = world.act(deed);
        if (acted.isEmpty()) {
            return this;
        }
        seen.accept(acted.get());
        int member = acted.get().member();
        Model.Told told = models.get(member).tell(deed, world.program(), world.now());
        assertThat(Answer.of(acted.get().decision())).as(deed.toString()).isEqualTo(told.answer());
        List<Model> next = new ArrayList<>(models);
        next.set(member, told.next());
        return new Play(acted.get().next(), next);
    }

    /** What can be seen of every member must be the same, and every law must hold. */
    void check() {
        Laws.hold(world);
        for (int member = 0; member < models.size(); member++) {
            assertThat(world.picture(member))
                    .isEqualTo(models.get(member)
                            .lifeUpTo(world.now(), world.program())
                            .picture());
        }
    }
}
