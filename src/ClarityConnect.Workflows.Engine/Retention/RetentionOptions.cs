namespace ClarityConnect.Workflows.Engine.Retention;

/// <summary>How long finished work is kept.</summary>
public sealed class RetentionOptions
{
    /// <summary>
    /// How long finished instances with their journal are kept whose definition does not say it. Instances with open dead letters stay.
    /// </summary>
    /// <value>Default 30 days.</value>
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The pause between two looks at what may go.</summary>
    /// <value>Default one minute.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);
}
