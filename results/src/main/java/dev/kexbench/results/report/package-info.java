/**
 * The files that runs leave behind, as records: the load report, JMH's JSON, the environment.
 *
 * <p>A record's component is a key of the file, under the same name. Keys are always written, as
 * null where a value is not known; keys that this version does not know are ignored when reading.
 * Every latency is in nanoseconds, every share is between 0 and 1.
 *
 * <pre>{@code
 * LoadReport report = ReportFiles.read(Path.of("report.json"));
 * Latency total = report.runs().get(0).latency().get(Stage.TOTAL.key());
 * Histogram all = total.decode();
 * }</pre>
 *
 * <p>A file that is missing, cut off or something else ends as a {@link
 * dev.kexbench.results.command.CommandFailure} that names it. {@link
 * dev.kexbench.results.report.LoadReport} is the place to start reading.
 */
package dev.kexbench.results.report;
