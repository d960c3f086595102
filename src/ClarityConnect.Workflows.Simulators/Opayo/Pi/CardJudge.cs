namespace ClarityConnect.Workflows.Simulators.Opayo.Pi;

/// <summary>
/// Decides by the name on the card, as the sandbox does. The names of 3-D Secure are told of the sandbox and not verified; those of the bank are this
/// simulator's own.
/// </summary>
internal static class CardJudge
{
    public static bool WantsChallenge(string cardholder) => Is(cardholder, "CHALLENGE");

    /// <summary>The end of a transaction whose card was checked as far as it is going to be.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="challenged">What the customer's challenge came to; null where there was none.</param>
    /// <param name="checks3DSecure">Whether 3-D Secure applies.</param>
    /// <param name="forced">Whether 3-D Secure is forced, which a soft decline asks for.</param>
    /// <param name="books">Gives numbers.</param>
    public static OpayoTransaction Decide(OpayoTransaction transaction, bool? challenged, bool checks3DSecure, bool forced, OpayoBooks books)
    {
        var name = transaction.Card.Cardholder;
        var secure = !checks3DSecure ? "NotChecked"
            : challenged is { } passed ? (passed ? "Authenticated" : "NotAuthenticated")
            : Is(name, "NOTAUTH") ? "NotAuthenticated"
            : Is(name, "PROOFATTEMPT") ? "AttemptOnly"
            : Is(name, "NOTENROLLED") ? "CardNotEnrolled"
            : Is(name, "TECHDIFFICULTIES") || Is(name, "ERROR") ? "Error"
            : "Authenticated";
        var decided = transaction with { ThreeDSecure = secure, CompletedAt = books.Now };
        if (secure == "NotAuthenticated")
            return End(decided, OpayoState.Rejected, "Rejected", "4026", "3D-Authentication failed. This vendor's rules require a successful 3D-Authentication.", null);
        if (Is(name, "DECLINED"))
            return End(decided, OpayoState.Declined, "NotAuthed", "2000", "The Authorisation was Declined by the bank.", "05");
        if (Is(name, "SOFTDECLINE") && !forced)
            return End(decided, OpayoState.Declined, "NotAuthed", "2000", "The Authorisation was Declined by the bank.", "65");
        if (Is(name, "TIMEOUT"))
            return End(decided, OpayoState.Declined, "NotAuthed", "2002", "The Authorisation timed out.", "91");
        if (Is(name, "FRAUD"))
            return End(decided, OpayoState.Rejected, "Rejected", "2001", "The Authorisation was Rejected by the vendor rule-base.", "00");
        if (Is(name, "BANKERROR"))
            return End(decided, OpayoState.Failed, "Error", "2009", "An error occurred while communicating with the bank network.", null);
        if (decided.Type == "Authenticate")
            return End(decided, OpayoState.Authenticated, secure == "Authenticated" ? "Authenticated" : "Registered", secure == "Authenticated" ? "2010" : "2011", "The card was checked and stored.", null);
        return decided with
        {
            State = decided.Type == "Deferred" ? OpayoState.Deferred : OpayoState.Authorised,
            BankResponseCode = "00",
            BankAuthorisationCode = books.BankCode(),
            RetrievalReference = books.NextRetrievalReference(),
            CapturedAt = decided.Type == "Deferred" ? null : books.Now,
        };
    }

    private static OpayoTransaction End(OpayoTransaction transaction, OpayoState state, string status, string code, string detail, string? bank) =>
        transaction with { State = state, Status = status, StatusCode = code, StatusDetail = detail, BankResponseCode = bank };

    private static bool Is(string cardholder, string name) => string.Equals(cardholder.Trim(), name, StringComparison.OrdinalIgnoreCase);
}
