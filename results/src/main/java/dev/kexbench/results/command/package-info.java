/**
 * Shared parts of every command line of the project: exit codes, one-line failures, and the small
 * grammars for amounts.
 *
 * <p>A main class is a picocli command whose {@code main} is one line:
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *   System.exit(Console.run(new CompareMain(), args));
 * }
 * }</pre>
 *
 * <p>Options are declared with the types of this package ({@link
 * dev.kexbench.results.command.Count}, {@link dev.kexbench.results.command.Rate}, {@link
 * dev.kexbench.results.command.Percent}) or {@link java.time.Duration}, which the console can
 * parse. Errors that a user can cause are thrown as {@link
 * dev.kexbench.results.command.CommandFailure}, which ends the command with one line on standard
 * error and an {@link dev.kexbench.results.command.ExitCode}. Output goes to {@code
 * spec.commandLine().getOut()}, which is UTF-8 regardless of the platform's encoding.
 */
package dev.kexbench.results.command;
