package dev.tallystick.bench.growth;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** How many of very many things fall to one of us, where each may and so many do on average; the same on every processor. */
final class Poisson {

    private final double mean;
    private final double[] upTo;

    Poisson(double mean) {
        this.mean = mean;
        this.upTo = new double[(int) (mean + 12 * Math.sqrt(mean)) + 20];
        double share = StrictMath.exp(-mean);
        double sum = 0;
        for (int count = 0; count < upTo.length; count++) {
            sum += share;
            upTo[count] = sum;
            share *= mean / (count + 1);
        }
    }

    int draw(RandomGenerator random) {
        if (mean == 0) {
            return 0;
        }
        int place = Arrays.binarySearch(upTo, random.nextDouble());
        return place < 0 ? -place - 1 : place + 1;
    }
}
