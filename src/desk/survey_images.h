// The pictures of one post, looked at like any other file: what they show, counted.
#pragma once

#include "desk/survey_input.h"
#include "survey/record.h"

namespace imprimatur::desk {

/// Fills record.images and adds to record.problems; a picture that is not there or cannot be read is a problem, a video is not.
/// An Error only when the jail cannot be had.
Result<void> look_at_images(
    Office& office, const PostPictures& pictures, const survey::SurveyPost& post, Effort effort, survey::PostRecord& record);

}  // namespace imprimatur::desk
