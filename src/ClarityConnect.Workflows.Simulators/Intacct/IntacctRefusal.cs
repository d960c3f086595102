namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>A request, sign-in or function that Intacct turns down.</summary>
internal sealed class IntacctRefusal(params IReadOnlyList<IntacctError> errors) : Exception(errors[0].Text)
{
    public IntacctRefusal(string number, string text, string correction = "") : this(new IntacctError(number, text, correction)) { }

    public IReadOnlyList<IntacctError> Errors => errors;
}
