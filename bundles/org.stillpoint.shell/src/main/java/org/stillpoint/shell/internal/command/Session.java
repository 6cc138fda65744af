package org.stillpoint.shell.internal.command;

import org.stillpoint.shell.internal.console.Console;

/**
 * What a command works with.
 *
 * @param services the host
 * @param console where it prints
 */
public record Session(Services services, Console console) {
}
