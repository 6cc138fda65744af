package org.stillpoint.shell.internal.interactive;

import java.util.Collection;
import java.util.List;
import org.jline.builtins.Completers.FileNameCompleter;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.stillpoint.shell.internal.command.Services;
import picocli.CommandLine.Model.CommandSpec;

/** Completes on the terminal what {@link Completion} proposes, and names of files. */
final class CommandCompleter implements Completer {

    private final Completion completion;
    private final Completer files = new FileNameCompleter();

    CommandCompleter(Services services, CommandSpec grammar) {
        completion = new Completion(services, grammar);
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> before = line.words().subList(0, line.wordIndex());
        Collection<String> proposals = completion.proposals(before);
        proposals.forEach(word -> candidates.add(new Candidate(word, word, null, null, null, null, !word.endsWith("="))));
        if (completion.takesFile(before)) {
            files.complete(reader, line, candidates);
        }
    }
}
