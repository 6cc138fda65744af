package org.stillpoint.recurrence.internal.shooting;

import java.util.List;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * Tiles of a wide dense cell, whose units are shared between the threads: each reads only its own rows of the weights, and all lanes use
 * them while they are in its cache. Used by the thread of the team that others help.
 */
final class SharedTiles implements StepTiles {

    private final ThreadTeam team;
    private final StatePanels panels;
    private final List<? extends TilePart> parts;
    private final ThreadTeam.Task take = part -> take(part);
    private final ThreadTeam.Task drive = part -> drive(part);
    private final ThreadTeam.Task advance = part -> advance(part);
    private Tile current;
    private double[] result;
    private int step;

    SharedTiles(ThreadTeam team, StatePanels panels, List<? extends TilePart> parts) {
        this.team = team;
        this.panels = panels;
        this.parts = parts;
    }

    @Override
    public void run(Tile tile, double[] state, double[] states, double[] product) {
        if (product != null) {
            throw new IllegalArgumentException("shared tiles have no products of Jacobian matrices");
        }
        current = tile;
        result = states;
        panels.load(state, tile.lanes);
        team.run(take, parts.size());
        team.run(drive, parts.size());
        for (step = 0; step < tile.steps; step++) {
            team.run(advance, parts.size());
        }
        panels.store(state, tile.lanes, tile.steps);
    }

    private void take(int part) {
        parts.get(part).take(current);
    }

    private void drive(int part) {
        parts.get(part).drive(current);
    }

    private void advance(int part) {
        parts.get(part).step(current, step, result);
    }
}
