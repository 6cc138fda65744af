package org.stillpoint.ui.internal.run;

import org.stillpoint.api.run.Verdict;

/** What verdicts are called. */
final class Verdicts {

    private Verdicts() {
    }

    static String of(Verdict verdict) {
        return switch (verdict) {
            case CERTIFIED -> Messages.verdict_certified;
            case NOT_CERTIFIED -> Messages.verdict_notCertified;
            case UNVERIFIED -> Messages.verdict_unverified;
            case REFUSED -> Messages.verdict_refused;
            case FAILED -> Messages.verdict_failed;
        };
    }
}
