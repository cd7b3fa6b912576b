/**
 * The files that runs write, as records: the load report, the calibration, the environment.
 *
 * <p>A record component is a key of the file, under the same name. Keys are always written, with
 * null where a value is not known; unknown keys are ignored when reading. Every latency is in
 * nanoseconds, every share is between 0 and 1.
 *
 * <pre>{@code
 * LoadReport report = ReportFiles.read(Path.of("report.json"));
 * Latency total = report.runs().get(0).latency().get(Stage.TOTAL.key());
 * Histogram all = total.decode();
 * }</pre>
 *
 * <p>A file that is missing, truncated or of another kind ends the command with a {@link
 * dev.kexbench.results.command.CommandFailure} that names it. Start reading with {@link
 * dev.kexbench.results.report.LoadReport}.
 */
package dev.kexbench.results.report;
