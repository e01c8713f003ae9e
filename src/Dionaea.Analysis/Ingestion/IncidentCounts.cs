namespace Dionaea.Analysis;

/// <summary>What became of the incidents of one origin.</summary>
/// <param name="Origin">The origin, or the table where a log tells of rows; <c>(others)</c> for the rest when a log has very many.</param>
/// <param name="Stored">How many were taken in; links and frees too, which leave no row of their own.</param>
/// <param name="UnknownConnection">How many were dropped, as log_sqlite drops them, because their connection has no row.</param>
/// <param name="Ignored">How many are of an origin that log_sqlite does not store.</param>
/// <param name="Rejected">How many could not be stored and are kept with their reason.</param>
/// <param name="Recognised">How many rows were there already, from another log of the same sensor.</param>
public sealed record IncidentCounts(string Origin, long Stored, long UnknownConnection, long Ignored, long Rejected, long Recognised = 0);
