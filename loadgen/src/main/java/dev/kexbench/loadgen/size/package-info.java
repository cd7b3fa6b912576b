/**
 * {@code scripts/size}: how many cores and machines a rate of handshakes needs.
 *
 * <p>{@code SizeMain} takes measured runs from reports ({@code MeasuredReports}), or measures them
 * first ({@code SweepSeries}, with a sweep of {@code loadtest} for each exchange, in its own JVMs).
 * The model is {@code results.sizing}; {@code results.render} makes its result text and {@code
 * results.render.page} a page.
 */
package dev.kexbench.loadgen.size;
