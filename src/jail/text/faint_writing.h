// Writing that differs from a flat ground by a few levels: nobody sees it, and one turn of a contrast control brings it back. It gets
// there on purpose, through nearly full alpha or two palette entries of nearly one colour, or by leaving "black" writing on black.
#pragma once

namespace cv {
class Mat;
}

namespace imprimatur::jail {

/// `picture`: 8 bits, 1 or 3 channels. The answer has its size, is grey, and shows what stands out of a flat ground by one to four levels
/// in any channel as if it stood out by 48 and more; all else is of one grey. Empty when there is nothing of the kind, as in most pictures,
/// or when the ground is no flat one: in noise of a few levels a difference of a few levels tells nobody anything. Not promised: what lies
/// within 12 pixels of something that can be seen, where compression leaves marks of its own.
cv::Mat faint_writing(const cv::Mat& picture);

}  // namespace imprimatur::jail
