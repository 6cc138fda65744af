package org.stillpoint.recurrence.internal.shooting;

import java.util.List;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * Tiles of a wide dense cell, whose units are shared between the threads: each reads only its own rows of the weights, and all lanes use
 * them while they are in its cache. Used by the thread of the team that others help.
 */
final class SharedTiles implements StepTiles {

    private final ThreadTeam team;
    private final TileStates states;
    private final List<? extends TilePart> parts;
    private final ThreadTeam.Task take = part -> take(part);
    private final ThreadTeam.Task drive = part -> drive(part);
    private final ThreadTeam.Task advance = part -> advance(part);
    private final ThreadTeam.Task store = part -> store(part);
    private final int size;
    private Tile current;
    private int[] offsets;
    private double[] target;
    private int step;

    SharedTiles(ThreadTeam team, TileStates states, List<? extends TilePart> parts, int size) {
        this.team = team;
        this.states = states;
        this.parts = parts;
        this.size = size;
    }

    @Override
    public void run(Tile tile, double[] state, double[] product) {
        if (product != null) {
            throw new IllegalArgumentException("shared tiles have no products of Jacobian matrices");
        }
        current = tile;
        states.load(state, tile.lanes);
        team.run(take, parts.size());
        team.run(drive, parts.size());
        for (step = 0; step < tile.steps; step++) {
            team.run(advance, parts.size());
        }
        states.unload(state, tile.lanes, tile.steps);
    }

    @Override
    public void store(Tile tile, int[] laneOffsets, double[] values) {
        offsets = laneOffsets;
        target = values;
        team.run(store, parts.size());
    }

    @Override
    public void state(Tile tile, int lane, int step, double[] values) {
        for (TilePart part : parts) {
            part.state(tile, lane, step, values, 0);
        }
    }

    private void take(int part) {
        parts.get(part).take(current);
    }

    private void drive(int part) {
        parts.get(part).drive(current);
    }

    private void advance(int part) {
        parts.get(part).step(current, step);
    }

    private void store(int part) {
        for (int lane = 0; lane < current.lanes; lane++) {
            for (int s = 0; s < current.stepsOf(lane); s++) {
                parts.get(part).state(current, lane, s, target, offsets[lane] + s * size);
            }
        }
    }
}
