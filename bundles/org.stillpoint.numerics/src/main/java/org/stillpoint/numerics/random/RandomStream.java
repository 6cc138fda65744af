package org.stillpoint.numerics.random;

/**
 * A stream of pseudo-random numbers by counting: number k is a bit mix of the seed plus k times an odd constant (G. L. Steele, D. Lea,
 * C. H. Flood, Fast splittable pseudorandom number generators, OOPSLA 2014; the mix is the variant 13 of D. Stafford). So the stream may be
 * entered at any place, and streams of one seed are independent of each other for practical purposes. The numbers are the same on every
 * machine and Java version. Not for secrets.
 *
 * <p>An instance belongs to one thread at a time.
 */
public final class RandomStream {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;

    private final long key;
    private long position;
    private double spare;
    private boolean spareKnown;

    /** The first stream of a seed. */
    public RandomStream(long seed) {
        this.key = seed;
    }

    /** A stream of a seed, by number; number 0 is not the stream that the seed alone gives. */
    public RandomStream(long seed, long stream) {
        this(mix(mix(seed + GOLDEN) ^ mix(stream + 2 * GOLDEN)));
    }

    private static long mix(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    /** How many 64-bit numbers have been drawn or skipped. */
    public long position() {
        return position;
    }

    /** Moves on, or back if negative, by so many 64-bit numbers; a normal number held back is forgotten. */
    public void skip(long count) {
        position += count;
        spareKnown = false;
    }

    /** 64 random bits. */
    public long nextLong() {
        position++;
        return mix(key + position * GOLDEN);
    }

    /** A uniform integer of 0, ..., bound - 1, without bias. */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound is " + bound + ", expected at least 1");
        }
        // The high word of bound times 32 random bits; low words that would favour some results are drawn again.
        long product = (nextLong() >>> 32) * bound;
        long threshold = (1L << 32) % bound;
        while ((product & 0xFFFFFFFFL) < threshold) {
            product = (nextLong() >>> 32) * bound;
        }
        return (int) (product >>> 32);
    }

    /** A uniform number of [0, 1), a multiple of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * UNIT;
    }

    /** A normal number of mean 0 and variance 1, by the method of Box and Muller: two uniform numbers give two normal ones. */
    public double nextGaussian() {
        if (spareKnown) {
            spareKnown = false;
            return spare;
        }
        double radius = Math.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        double angle = 2 * Math.PI * nextDouble();
        spare = radius * StrictMath.sin(angle);
        spareKnown = true;
        return radius * StrictMath.cos(angle);
    }

    /** Fills an array with numbers of {@link #nextDouble}. */
    public void fillUniform(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = nextDouble();
        }
    }

    /** Fills an array with numbers of {@link #nextGaussian}. */
    public void fillGaussian(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = nextGaussian();
        }
    }
}
