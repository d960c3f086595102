namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>A <see cref="CodeActivity"/> with one result.</summary>
/// <typeparam name="T">The result's type; it must serialise to JSON.</typeparam>
public abstract class CodeActivity<T> : CodeActivity
{
    /// <summary>The result, readable by later activities as the output "Result".</summary>
    [Output(Description = "The result of the activity.")]
    public Output<T> Result { get; set; } = new();
}
