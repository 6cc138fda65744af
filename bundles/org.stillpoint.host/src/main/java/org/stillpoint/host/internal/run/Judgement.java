package org.stillpoint.host.internal.run;

import java.util.List;
import java.util.Optional;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.api.verify.Certificate;

/** What the host says of a solution, on which evidence, and what it noticed. */
record Judgement(Verdict verdict, Optional<Certificate> certificate, List<String> remarks) {
}
