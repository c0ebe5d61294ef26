using SyncWorker.Send.Transports;
using SyncWorker.Store.Rows;

namespace SyncWorker.Send.Outbox;

/// <summary>A mail that this worker holds by its lease and is to deliver.</summary>
/// <param name="Row">As it was claimed.</param>
/// <param name="Mail">What is frozen for it.</param>
sealed record ClaimedMail(OutboxMail Row, ComposedMail Mail);
