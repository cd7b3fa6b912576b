/**
 * What every command line of the project shares: exit codes, one-line failures, and the small
 * grammars of amounts.
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
 * dev.kexbench.results.command.Percent}) or {@link java.time.Duration}; the console knows how to
 * read them. Whatever a user can cause is thrown as a {@link
 * dev.kexbench.results.command.CommandFailure}, which ends as one line on standard error and an
 * {@link dev.kexbench.results.command.ExitCode}. Output goes to {@code
 * spec.commandLine().getOut()}, which is UTF-8 whatever the platform's own encoding.
 */
package dev.kexbench.results.command;
