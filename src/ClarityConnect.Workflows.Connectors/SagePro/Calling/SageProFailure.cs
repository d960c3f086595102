using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.SagePro.Calling;

/// <summary>What the codes of the staging contract mean for a workflow.</summary>
internal static class SageProFailure
{
    public const string AccountNotFound = "GL_ACCOUNT_NOT_FOUND";
    public const string AccountInactive = "GL_ACCOUNT_INACTIVE";
    public const string PeriodClosed = "PERIOD_CLOSED";
    public const string Unbalanced = "UNBALANCED";
    public const string LineInvalid = "LINE_INVALID";
    public const string TextTooLong = "TEXT_TOO_LONG";
    public const string CharacterSet = "CHARSET";
    public const string CustomerNotFound = "CUSTOMER_NOT_FOUND";
    public const string InvoiceNotFound = "INVOICE_NOT_FOUND";
    public const string ItemNotFound = "ITEM_NOT_FOUND";
    public const string Conflict = "REF_CONFLICT";
    public const string SchemaMismatch = "SCHEMA_MISMATCH";

    public static ActivityException Of(PostingState state) => new(
        KindOf(state.Code),
        $"Sage Pro did not take '{state.Reference}': {state.Text ?? (state.Status == PostingState.Cancelled ? "it was taken back" : "no reason was given")}. {Advice(state.Code)}")
    {
        VendorCode = state.Code,
        VendorMessage = state.Text,
    };

    public static ActivityException Conflicting(string reference) => new(
        FailureKind.Rejected,
        $"'{reference}' was sent to Sage Pro before with other content, which stands. Use another reference for other data, or look which of the two is right.")
    {
        VendorCode = Conflict,
    };

    private static FailureKind KindOf(string? code) => code switch
    {
        Unbalanced or LineInvalid or TextTooLong or CharacterSet => FailureKind.InvalidData,
        SchemaMismatch => FailureKind.Misconfigured,
        "TABLE_IN_USE" or "RECORD_LOCKED" or "SHARE_UNAVAILABLE" or "DEADLOCK" or "WINDOW_CLOSED" => FailureKind.Transient,
        _ => FailureKind.Rejected,
    };

    private static string Advice(string? code) => code switch
    {
        AccountNotFound => "Correct the account in the mapping table, or add it to Sage Pro's chart of accounts; then retry.",
        AccountInactive => "Activate the account in Sage Pro, or map to another; then retry.",
        PeriodClosed => "Open the period in Sage Pro, or choose another day; then retry.",
        CustomerNotFound => "Make the customer in Sage Pro first, or correct the number; then retry.",
        InvoiceNotFound => "Look whether the invoice is posted in Sage Pro; then retry.",
        ItemNotFound => "Add the item to Sage Pro, or correct its number; then retry.",
        SchemaMismatch => "Correct the table map of the connection; its test says what is missing.",
        Unbalanced or LineInvalid or TextTooLong or CharacterSet => "Correct the mapping that made it; then retry.",
        _ => "Correct what it complains of; then retry.",
    };
}
