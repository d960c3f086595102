namespace ClarityConnect.Workflows.Connectors.KashFlow.Customers;

/// <summary>Says how custom text boxes are defined, which KashFlow lets people do and programs not.</summary>
internal static class CustomFieldAdvice
{
    public static string Missing(IReadOnlyList<string> missing, IEnumerable<string> defined) =>
        $"KashFlow defines no custom text box {string.Join(", ", missing.Select(name => $"'{name}'"))} for customers. It defines: {(string.Join(", ", defined) is { Length: > 0 } names ? names : "none")}. "
        + "Programs cannot define them: add them in KashFlow in the settings for customers, under custom fields, with exactly these names.";
}
