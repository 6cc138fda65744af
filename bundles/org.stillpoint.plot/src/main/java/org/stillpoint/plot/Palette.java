package org.stillpoint.plot;

/**
 * The colours of inks, on a light and on a dark ground. Those of the series are the colours that Okabe and Ito chose for colour-blind
 * readers (jfly.uni-koeln.de/color, 2008), made darker or lighter so far that lines can be told from the ground and from one another.
 */
public enum Palette {
    /** On a light ground. */
    LIGHT(0xffffff) {
        @Override
        public int rgb(Ink ink) {
            return switch (ink) {
                case AXIS, MUTED -> 0x5f6974;
                case GRID -> 0xdfe3e7;
                case TEXT -> 0x1c2127;
                case ACCENT -> 0x1f6feb;
                case LIMIT -> 0x1a7f37;
                case SOURCE, SERIES_1 -> 0x00639b;
                case TARGET, SERIES_2 -> 0xd25d00;
                case FLOW -> 0x414a54;
                case SERIES_3 -> 0x009970;
                case SERIES_4 -> 0x6b4800;
                case SERIES_5 -> 0xaa648b;
                case SERIES_6 -> 0x4594c0;
                case SERIES_7 -> 0x1c2127;
                case SERIES_8 -> 0x9c9428;
            };
        }
    },
    /** On a dark ground. */
    DARK(0x171c22) {
        @Override
        public int rgb(Ink ink) {
            return switch (ink) {
                case AXIS, MUTED -> 0x9aa6b2;
                case GRID -> 0x2a323b;
                case TEXT -> 0xe4e8ec;
                case ACCENT -> 0x6cb0ff;
                case LIMIT -> 0x4cc46a;
                case SOURCE, SERIES_1 -> 0x3a9ae0;
                case TARGET, SERIES_2 -> 0xee7a2a;
                case FLOW -> 0xb9c3cd;
                case SERIES_3 -> 0x1fbf93;
                case SERIES_4 -> 0xf0b030;
                case SERIES_5 -> 0xd98fb8;
                case SERIES_6 -> 0x8fd0f5;
                case SERIES_7 -> 0xe4e8ec;
                case SERIES_8 -> 0xf0e442;
            };
        }
    };

    private final int ground;

    Palette(int ground) {
        this.ground = ground;
    }

    /** The colour of an ink: red in bits 16 to 23, green in bits 8 to 15, blue in bits 0 to 7. */
    public abstract int rgb(Ink ink);

    /** The colour of the ground that the inks are made for, likewise. */
    public int ground() {
        return ground;
    }
}
