namespace ExecutionContextGuard.Provenance;

/// <summary>Every limit there is: what it bounds, and why there.</summary>
internal static class Limits
{
    /// <summary>
    /// Steps to find out where one argument comes from. A real argument takes under ten; the limit stands where an
    /// expression of thousands of branches stops telling a reader anything. No more ways than that are kept, either.
    /// Reached by <c>BudgetTests.The_steps_of_one_argument_are_limited</c>.
    /// </summary>
    public const int StepsPerArgument = 512;

    /// <summary>Calls that are gone into, one inside the other: a factory that calls a helper that calls a helper is common, a fourth level is not. Reached by <c>BudgetTests.Calls_inside_calls_are_limited</c>.</summary>
    public const int CallDepth = 4;

    /// <summary>Steps of a trail that a diagnostic shows: more than six lines of "from here to there" nobody reads. Reached by <c>BudgetTests.The_trail_that_is_shown_is_limited</c>.</summary>
    public const int TrailSteps = 6;

    /// <summary>Blocks of a control flow graph that are walked to find which of several writes reaches a use: a body of more branches than this is written by a program. Reached by <c>BudgetTests.Blocks_of_a_graph_are_limited</c>.</summary>
    public const int BlocksPerUse = 1024;

    /// <summary>Calls from a helper's parameter to the path that it ends up in, the last one included: a helper of a helper of a helper is seen, a fourth is not. Reached by <c>HandingOnBudgetTests.Helpers_inside_helpers_are_limited</c>.</summary>
    public const int CallsToPath = 3;

    /// <summary>
    /// Steps to find out what one body hands on, over all of its calls; it is read once, however many callers there are. A helper
    /// takes under a hundred. Reached by <c>HandingOnBudgetTests.The_steps_of_one_helper_are_limited</c>.
    /// </summary>
    public const int StepsPerHelper = 4096;

    /// <summary>Set-ups of one object that are read to find what a member of it gives: a double with more of them is told apart by no reader either. Reached by <c>BudgetTests.Set_ups_of_one_object_are_limited</c>.</summary>
    public const int SetUpsPerMember = 64;

    /// <summary>Steps to find out which constants one ID can be. A real one takes under ten. Reached by <c>FallbackIdentityTests.The_steps_of_one_ID_are_limited</c>.</summary>
    public const int StepsPerIdentity = 128;
}
