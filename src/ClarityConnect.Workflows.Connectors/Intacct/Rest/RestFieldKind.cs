namespace ClarityConnect.Workflows.Connectors.Intacct.Rest;

/// <summary>How a field's values differ between the two interfaces.</summary>
internal enum RestFieldKind
{
    /// <summary>Not at all.</summary>
    Text,

    /// <summary>MM/DD/YYYY against YYYY-MM-DD.</summary>
    Date,

    /// <summary>MM/DD/YYYY HH:MM:SS against ISO 8601.</summary>
    Moment,

    /// <summary>1 and -1 against debit and credit.</summary>
    Side,

    /// <summary>"Posted" against "posted", "Partially Paid" against "partiallyPaid".</summary>
    Word,
}
