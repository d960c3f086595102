namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>Which ticket a card is used for, where and when.</summary>
internal sealed record CardSale(string InvoiceNumber, long DeviceId, DateTimeOffset At, string? OriginalInvoiceNumber);
